/** Stands for a module that the bundled program never uses (scripts/build.ts). */
export = {};
