"""How many tokens a text will cost, without the provider's tokenizer.

The real tokenizers either fetch their tables at run time or exist for one provider only. An
estimate that is a little too high is enough to fill a context window safely; what was billed comes
from the `usage` of the answer.
"""

import re

_CHARACTERS_PER_TOKEN = 4
_SAFETY_PERCENT = 110
# Hiragana, Katakana, Han (with extension A and the compatibility block), Hangul and the planes of
# rarer Han characters: scripts in which a character is about one token.
_CJK = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


def estimate_tokens(text: str) -> int:
    """Estimate a text's tokens: one per CJK character, a quarter per other character, plus 10 %.

    Four characters a token is the vendors' own rule of thumb for English; the 10 % covers languages
    and symbols that split into smaller pieces.
    """
    cjk = len(_CJK.findall(text))
    quarters = cjk * _CHARACTERS_PER_TOKEN + len(text) - cjk
    # Rounded up, in whole numbers: 100 x 1.1 is not 110 in floating point.
    return -(-quarters * _SAFETY_PERCENT // (100 * _CHARACTERS_PER_TOKEN))
