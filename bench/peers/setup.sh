#!/bin/sh
# Sets up the peers that bench/gazetteer.ts compares with: a virtual environment below the temporary folder.
set -eu
folder="${TMPDIR:-/tmp}/newsparse-bench/peers"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check pyahocorasick flashtext
# spaCy is large; without it the comparison with it is left out.
"$folder/bin/pip" install --quiet --disable-pip-version-check spacy || echo "spaCy could not be installed" >&2
