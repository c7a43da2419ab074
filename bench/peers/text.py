"""Runs one job of a peer over the lines of a text, prints megabytes, seconds and tokens (or characters) as JSON.

usage: text.py JOB TEXT
"""
import json
import sys
import time

job, file = sys.argv[1:]


def searchtext():
    from pyarabic.normalize import normalize_searchtext

    return lambda line: len(normalize_searchtext(line))


def tashkeel():
    from pyarabic.araby import strip_tashkeel

    return lambda line: len(strip_tashkeel(line))


def pyarabic_tokens():
    from pyarabic.araby import tokenize

    return lambda line: len(tokenize(line))


def pyarabic_folded_tokens():
    from pyarabic.araby import tokenize
    from pyarabic.normalize import normalize_searchtext

    return lambda line: len(tokenize(line, morphs=normalize_searchtext))


def camel_chain():
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

    return lambda line: len(
        normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(line))))
    )


def camel_arclean():
    from camel_tools.utils.charmap import CharMapper

    mapper = CharMapper.builtin_mapper("arclean")
    return lambda line: len(mapper.map_string(line))


def camel_tokens():
    from camel_tools.tokenizers.word import simple_word_tokenize

    return lambda line: len(simple_word_tokenize(line))


def spacy_tokens():
    import spacy

    tokenizer = spacy.blank("ar").tokenizer
    return lambda line: len(tokenizer(line))


JOBS = {
    "pyarabic normalize_searchtext": searchtext,
    "pyarabic strip_tashkeel": tashkeel,
    "camel dediac, alef, maksura, teh": camel_chain,
    "camel arclean": camel_arclean,
    "pyarabic tokenize": pyarabic_tokens,
    "pyarabic tokenize, folded": pyarabic_folded_tokens,
    "camel simple_word_tokenize": camel_tokens,
    "spacy ar tokenizer": spacy_tokens,
}
run = JOBS[job]()
text = open(file, encoding="utf-8").read()
lines = text.splitlines()
for line in lines[:100]:
    run(line)
start = time.process_time()
count = sum(map(run, lines))
seconds = time.process_time() - start
print(json.dumps({"mb": len(text.encode()) / 1e6, "seconds": seconds, "count": count}))
