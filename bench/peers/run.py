"""Runs one peer over a corpus with a list of names; prints megabytes, seconds and matches as JSON.

usage: run.py ahocorasick|flashtext|spacy CORPUS NAMES
       run.py dateparser TEXTS.json REFERENCE ar|any
"""
import json
import sys
import time

peer, corpus_file, names_file, *rest = sys.argv[1:]

if peer == "dateparser":
    import datetime

    from dateparser.search import search_dates

    texts = json.load(open(corpus_file, encoding="utf-8"))
    settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(names_file), "PREFER_DATES_FROM": "past"}
    languages = None if rest == ["any"] else rest
    search_dates(texts[0][:500], languages=languages, settings=settings)  # loads what it loads once
    start = time.process_time()
    found = sum(len(search_dates(text, languages=languages, settings=settings) or []) for text in texts)
    seconds = time.process_time() - start
    print(json.dumps({"mb": sum(len(t.encode()) for t in texts) / 1e6, "seconds": seconds, "found": found}))
    sys.exit()

names = [line.rstrip("\n") for line in open(names_file, encoding="utf-8")]
LIMIT = {"ahocorasick": 20_000_000, "flashtext": 8_000_000, "spacy": 1_500_000}[peer]
data = open(corpus_file, "rb").read(LIMIT)
data = data[: data.rindex(b"\n") + 1]

if peer == "ahocorasick":
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for number, name in enumerate(names):
        automaton.add_word(name, (number, len(name)))
    automaton.make_automaton()

    def run(text):
        found = last = 0
        for end, (number, length) in automaton.iter_long(text):
            start = end - length + 1
            if start > 0 and text[start - 1].isalnum():
                continue
            if end + 1 < len(text) and text[end + 1].isalnum():
                continue
            found += 1
        return found

elif peer == "flashtext":
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.non_word_boundaries |= {chr(c) for c in range(0x0620, 0x06FF) if chr(c).isalnum()}
    for name in names:
        processor.add_keyword(name)

    def run(text):
        return len(processor.extract_keywords(text))

else:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("ar")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("X", list(nlp.tokenizer.pipe(names)))

    def run(text):
        return sum(len(matcher(doc)) for doc in nlp.tokenizer.pipe(text.splitlines()))


start = time.process_time()
found = run(data.decode("utf-8"))
print(json.dumps({"mb": len(data) / 1e6, "seconds": time.process_time() - start, "found": found}))
