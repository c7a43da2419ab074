// What the bundle gives cli-table3 in place of the package string-width, which counts Arabic marks as cells.
import width = require('./width.js');

export = width.displayWidth;
