"""Letters that look like ASCII ones, by which words are disguised. Pure.

The table is made by us after Unicode's UTS 39 data (confusables), for text that was decomposed
(NFKD) and case-folded before: fullwidth, circled and mathematical letters are plain ones by then.
"""

# For each ASCII letter or pair the code points, in hexadecimal, of those that pass for it:
# Latin, IPA and small capitals, Greek, Coptic, Cyrillic, Armenian, Cherokee, Lisu.
_TABLE = {
    "a": "0251 0252 1d00 2c65 03b1 0430 0561 13aa a4ee",
    "b": "0180 0185 0253 0299 1d03 03b2 0432 044a 044c 13cf 13f4 15af a4d0",
    "c": "0188 023c 0254 1d04 2184 0441 0481 04ab 13df a4da 2ca5",
    "d": "00f0 0111 0256 0257 1d05 0501 13a0 13e7 a4d3",
    "e": "0247 01dd 0259 025b 1d07 212e 03b5 0435 0454 04bd 0565 13ac a4f0",
    "f": "0192 025f a730 03dd 0584 0493 a4dd",
    "g": "01e5 0260 0261 0262 050d 0581 13c0 a4d6",
    "h": "0127 0266 029c 043d 04bb 04a3 0570 13bb 13c2 a4e7",
    "i": "0131 0268 0269 026a 03b9 0456 04cf 13a5 a4f2",
    "j": "0237 0249 1d0a 03f3 0458 0575 13ab a4d9",
    "k": "0138 0199 1d0b 03bA 043a 049b 049d 049f 13e6 a4d7",
    "l": "0142 019a 026b 026d 029f 01c0 056c 13de a4e1 2cd1",
    "m": "0271 1d0d 03bc 043c 13b7 a4df",
    "n": "014b 019e 0272 0274 03b7 0578 057c 043f a4e0",
    "o": "00f8 0275 1d0f 1d11 03bf 03c3 043e 0585 0e50 a4f3 2c9f",
    "p": "01a5 1d18 03c1 0440 13e2 a4d1 2ca3",
    "q": "024b 02a0 051b 0563 0566",
    "r": "024d 027c 027d 0280 1d26 0433 13a1 13d2 a4e3",
    "s": "0282 a731 0455 13da a4e2 01bd",
    "t": "0167 01ad 0288 1d1b 03c4 0442 13a2 a4d4",
    "u": "0289 028b 1d1c 03c5 057d a4f4",
    "v": "1d20 028c 03bd 0475 13d9 a4e6",
    "w": "026f 1d21 0448 0461 051d 03c9 13b3 13d4 a4ea",
    "x": "03c7 0445 04b3 a4eb 2cad",
    "y": "01b4 024f 0263 028f 03b3 0443 04af 04b1 a4ec",
    "z": "01b6 0225 0290 1d22 03b6 13c3 a4dc",
    "ae": "00e6 04d5",
    "oe": "0153",
    "th": "00fe",
}
LETTERS = {
    chr(int(code, 16)): letters for letters, codes in _TABLE.items() for code in codes.split()
}
# Letters in black squares and circles, which do not decompose.
LETTERS |= {
    chr(first + number): chr(ord("a") + number)
    for first in (0x1F150, 0x1F170)
    for number in range(26)
}

# What stands for a letter in "v1agra" and "ca$h"; 1 is i in one word and l in another.
LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
LEET_ONE = "1!|"
