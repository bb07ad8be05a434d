#!/usr/bin/env python3
"""Which words tell the same deed: makes data/lexicon/deeds.tsv.

  deeds.py WORDNET EXCEPTIONS ECB_TRAIN_MENTIONS.json DEEDS.tsv

WORDNET: the folder with data.verb, data.noun and index.sense of WordNet 3.1. EXCEPTIONS: its verb.exc.
ECB_TRAIN_MENTIONS: the event mentions of ECB+ train with their chains (CC BY 3.0); of its texts, only counts of words are kept.
DEEDS.tsv is read for its lines `kind`, which are written by hand and stay, and written anew with the lines

  deed  verb  forms…        irregular forms of the verb, and nouns made of it that name an act
  same  deed  deed  share   in how many hundredths of the stories that tell both deeds they are one event
"""
import argparse, collections, json, re

# Files of WordNet whose nouns name what happens: act, cognition, communication, event, possession, process, state. And those whose
# nouns name things: artefact, body, group, place, person.
HAPPENS, THINGS = {4, 9, 10, 11, 21, 22, 26}, {6, 8, 14, 15, 18}
# Nouns that first name one of these tell a deed, however seldom they are verbs: act, event.
DONE = {4, 11}
# Another word that is a noun more than so many times as often as a verb tells no deed.
NOUN = 3
# What stands in many texts and is a verb in few of them.
NO_DEED = set("in out up down off on over back away may will can might must should would could like well even still long very "
              "not be have do it that this own near low then people man men woman women home house".split())
# How often one word names one event, and two words do, where nothing is known of them; and the stories that this prior is worth.
SAME_WORD, OTHER_WORD, PRIOR = 0.7, 0.0, 1.0
# A pair is worth a line from this share; a word by itself, up to that one.
LEAST, MOST = 0.15, 0.6


class Senses:
    """How often WordNet's texts have each lemma as a verb and as a noun, and which nouns name what happens and mostly no thing."""

    def __init__(self, folder):
        self.verbs, self.nouns = collections.Counter(), collections.Counter()
        self.happens, self.done, things = set(), set(), set()
        for line in open(f"{folder}/index.sense", encoding="utf-8"):
            key, _, number, count = line.split()
            lemma, (part, kind, *_) = key.split("%")[0], map(int, key.split("%")[1].split(":")[:2])
            if part == 2:
                self.verbs[lemma] += int(count)
            if part == 1:
                self.nouns[lemma] += int(count)
                self.happens |= {lemma} if kind in HAPPENS else set()
                things |= {lemma} if kind in THINGS and number == "1" else set()
                self.done |= {lemma} if kind in DONE and number == "1" else set()
        self.happens -= things

    def is_deed(self, verb):
        often = verb in self.done or NOUN * self.verbs[verb] >= self.nouns[verb]
        return is_word(verb) and self.verbs[verb] > 0 and often


def nouns_of_verbs(folder):
    """Pairs (verb, noun made of it); "criminate" is rather made of "crime"."""
    nouns = {offset: words for offset, words, _ in synsets(folder, "noun")}
    for _, words, links in synsets(folder, "verb"):
        for symbol, offset, part, ends in links:
            if symbol == "+" and part == "n":
                verb, noun = words[int(ends[:2], 16) - 1], nouns[offset][int(ends[2:], 16) - 1]
                if verb[0] == noun[0] and len(verb) <= len(noun):
                    yield verb, noun


def synsets(folder, part):
    for line in open(f"{folder}/data.{part}", encoding="utf-8"):
        if line.startswith(" "):
            continue
        cells = line.split(" | ")[0].split()
        size = int(cells[3], 16)
        words = [cells[4 + 2 * at].lower() for at in range(size)]
        links = cells[5 + 2 * size :]
        yield cells[0], words, [links[at : at + 4] for at in range(0, 4 * int(cells[4 + 2 * size]), 4)]


def is_word(text):
    return re.fullmatch(r"[a-z]{3,}", text) and text not in NO_DEED


def bases(word):
    """What a word may be a regular form of, as `deed.rs` has it."""
    yield word
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
                            ("ings", ""), ("ings", "e")):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: len(word) - len(ending)]
            if ending in ("ed", "ing", "ings") and not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
            yield stem + instead


class Deeds:
    """Forms → the verb that stands for the deed."""

    def __init__(self, folder, exceptions):
        senses = Senses(folder)
        best = {}
        for verb, noun in nouns_of_verbs(folder):
            if is_word(noun) and noun in senses.happens and is_word(verb):
                rank = (senses.verbs[verb], -len(verb), verb)
                best[noun] = max(best.get(noun, rank), rank)
        forms = {noun: rank[-1] for noun, rank in best.items() if not senses.verbs[noun]}
        for line in open(exceptions, encoding="utf-8"):
            form, verb = line.split()[:2]
            # "Found" is rather of "find"; "wound" rather a verb of its own.
            if is_word(form) and senses.is_deed(verb) and senses.verbs[verb] > NOUN * senses.verbs[form]:
                forms[form] = verb
        made = {verb for noun, verb in forms.items() if senses.nouns[noun] and not senses.nouns[verb]}
        verbs = {verb for verb in senses.verbs if verb not in forms and (senses.is_deed(verb) or verb in made)}
        self.of = {verb: verb for verb in verbs} | {form: verb for form, verb in forms.items() if verb in verbs}
        self.rows = {verb: [] for verb in verbs}
        for form, verb in sorted(self.of.items()):
            regular = any(self.of.get(base) == verb for base in bases(form) if base != form)
            self.rows[verb].extend([form] if form != verb and not regular else [])

    def deed(self, word):
        return next((self.of[base] for base in bases(word) if base in self.of), None)

    def of_mention(self, text):
        """The deed of the last word that tells one, else that word."""
        words = re.findall(r"[^\W_]+", text.lower())
        told = [deed for deed in map(self.deed, words) if deed]
        return told[-1] if told else words[-1] if words else ""


def shares(deeds, path):
    """For two deeds, the share of their pairs of mentions in one story that are of one event: its mean over stories, smoothed."""
    stories = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for mention in json.load(open(path, encoding="utf-8")):
        topic, page = mention["doc_id"].split("_")
        story = (topic, page.endswith("plus.xml") or "plus" in page)
        stories[story][deeds.of_mention(mention["tokens_str"])][mention["coref_chain"]] += 1
    same, told = collections.Counter(), collections.Counter()
    for story in stories.values():
        names = sorted(story)
        for at, a in enumerate(names):
            for b in names[at:]:
                x, y = story[a], story[b]
                pairs = sum(x.values()) * sum(y.values())
                one = sum(count * y[chain] for chain, count in x.items())
                if a == b:
                    pairs, one = (pairs - sum(x.values())) / 2, (one - sum(x.values())) / 2
                if pairs:
                    same[a, b] += one / pairs
                    told[a, b] += 1
    for pair, stories_of_both in sorted(told.items()):
        prior = SAME_WORD if pair[0] == pair[1] else OTHER_WORD
        share = (same[pair] + PRIOR * prior) / (stories_of_both + PRIOR)
        if (share <= MOST if pair[0] == pair[1] else share >= LEAST) and all(is_word(word) for word in pair):
            yield *pair, round(100 * share)


HEAD = """\
# Which words tell the same deed. Made by crates/link/training/deeds.py, but for the lines `kind`, written by hand.
# deed: a verb, then its irregular forms and the nouns made of it (WordNet 3.1).
# same: two deeds, in how many hundredths of the stories that tell both they are one event (ECB+ train, smoothed).
# kind: words of one kind of deed, first its name: news tell one deed by any of them.
"""


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wordnet", "exceptions", "mentions", "out"):
        ap.add_argument(name)
    a = ap.parse_args()
    kinds = [line for line in open(a.out, encoding="utf-8") if line.startswith("kind\t")]
    deeds = Deeds(a.wordnet, a.exceptions)
    with open(a.out, "w", encoding="utf-8") as out:
        out.write(HEAD)
        out.writelines(kinds)
        out.writelines("\t".join(["same", one, two, str(share)]) + "\n" for one, two, share in shares(deeds, a.mentions))
        out.writelines("\t".join(["deed", verb, " ".join(forms)]).rstrip() + "\n" for verb, forms in sorted(deeds.rows.items()))


if __name__ == "__main__":
    main()
