#!/bin/sh
# Sets up the peers that bench/gazetteer.ts and bench/text.ts compare with: a virtual environment below the temporary folder.
set -eu
folder="${TMPDIR:-/tmp}/newsparse-bench/peers"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check pyahocorasick flashtext dateparser
# spaCy is large; without it the comparison with it is left out.
"$folder/bin/pip" install --quiet --disable-pip-version-check spacy || echo "spaCy could not be installed" >&2
# What bench/text.ts compares with. Of CAMeL Tools only functions that need no model: without what its models need.
"$folder/bin/pip" install --quiet --disable-pip-version-check pyarabic || echo "PyArabic could not be installed" >&2
"$folder/bin/pip" install --quiet --disable-pip-version-check emoji regex six &&
  "$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps camel-tools ||
  echo "CAMeL Tools could not be installed" >&2
