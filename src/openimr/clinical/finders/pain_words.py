"""The words around scores of pain: with and without, before and after."""

import re

from .scores import OF_TEN, ONE

MEDS = (
    r"(?:medications?|meds?|medicines?|pills?|drugs?|it|them|this|treatment"
    r"|analgesics?)"
)
_OF_TEN = r"(?:\s*/\s*10\b)?"
WITHOUT = re.compile(
    rf"\bwithout\b|\bw/o\b|\boff (?:of )?(?:the |his |her )?{MEDS}\b|\bbefore\b"
    r"|\boff(?=\s*[.,;)]|\Z)"
    r"|\bprior to\b|\bforgot\b|\b(?:ran|runs|run) (?:out|short)\b|\bpreviously\b"
    r"|\b(?:up)?on arrival\b|\bat (?:the )?(?:start|intake|eval(?:uation)?)\b"
    r"|\bpre-?(?:treatment|procedure|injection|tx)\b"
    r"|\bwhen not taking\b|\bbaseline\b|\buntreated\b|\bmissed\b"
    r"|\bwith no (?:patch|meds?|medications?|medicines?|pills?|drugs?|dose|tablets?)\b"
    r"|\b(?:fell|came|falls|comes|taken|took it) off\b|\bbetween doses\b"
    r"|\b(?:day|days|week|when|if|whenever|once) (?:off|(?:he|she) (?:has )?(?:skips?"
    r"|skipped|misses|missed|forgets|forgot|is out|is off|is without|goes without"
    r"|does not take|doesn't take|did not take)|skipped)\b"
)
WITH = re.compile(
    rf"\bwith (?:the |his |her |these |current |use of |pain )*{MEDS}\b"
    rf"|\bw/ ?{MEDS}\b|\bw/(?=\s*(?:[,;.)]|\Z))"
    r"|\bw/(?=\s*\d{1,2}\s*[,;/])"
    r"|\b(?:up)?on leaving\b|\bat (?:discharge|the end)\b"
    r"|\bpost-?(?:treatment|procedure|injection|tx)\b"
    r"|\bwhen taking\b|\bwhile (?:on|taking)\b|\btaking\b"
    r"|\bafter (?:taking|the|his|her|use|using|medications?|medicines?|meds)\b"
    r"|\bwith(?=\s*(?:[.,;)]|\Z))|\bwith (?:it|them)\b|\bwith one\b"
    r"|\bwhen (?:he|she) (?:takes|has|uses)\b"
    rf"|\bafter\b(?=\s*[.,;)]|\Z)|\bon (?:the |his |her )?{MEDS}\b"
    r"|\bwith\b(?=,? (?:and|or) without)"
)
DOWN = re.compile(
    rf"(?<!work )(?<!works )(?<!working )(?<!open )(?<!shift )(?<!job )\bfrom\s+"
    rf"(?:an?\s+)?(?P<before>{ONE})(?:\s*/\s*10)?\s*(?:down\s+)?to\s+"
    rf"(?:an?\s+)?(?P<after>{ONE})(?:\s*/\s*10|\s+out of|\b)"
    r"(?!\s*(?:hours?|hrs?|mg|weeks?|days?|months?|years?|%|percent|min|tablets?|pills?"
    r"|times|visits|blocks?|miles?|lbs?|pounds?|steps|stairs|kg))"
)
FALLS = re.compile(
    rf"(?P<before>{ONE}){OF_TEN}[^.;]{{0,30}}?\b(?:drop\w*|decreas\w*|down|goes"
    r"|falls|fell|reduc\w*|improv\w*|lower\w*|comes|came|brings?|brought)\b"
    rf"[^.;]{{0,24}}?\bto\s+(?:an?\s+|about\s+)?(?P<after>{ONE})\b"
    r"(?!\s*(?:hours|mg|weeks|days|%))"
)
ARROW = re.compile(
    rf"(?P<before>{ONE})(?:/10)?\s*(?:[-=]+>|\u2192)\s*(?P<after>{ONE})(?:/10)?\b"
)
TAKES = re.compile(
    rf"\b(?:takes?|took|brings?|brought|cuts?|drops?|dropped|turns?|turned|lowers?"
    rf"|lowered|knocks?|gets?)\s+(?:an?|it from|the pain from|pain from)\s+(?:an?\s+)?"
    rf"(?P<before>{ONE}){_OF_TEN}\s+(?:down\s+)?(?:to|into)\s+(?:an?\s+)?"
    rf"(?P<after>{ONE})(?!\s*(?:hours?|hrs?|mg|weeks?|days?|months?|%|tablets?|pills?"
    r"|times|visits|blocks?|miles?|lbs?|pounds?|inch\w*|degrees?)|\d|[./]\d)"
)
"""What a drug does to a score: "takes an 8 to a 4"."""

HALF = re.compile(
    r"\b(?:cuts?|reduc\w*|reliev\w*|better|down|eas\w*|lessen\w*|decreas\w*)\b"
    r"[^.;]{0,24}?\b(?:in|by)\s+(?:more than\s+|about\s+|at least\s+)?half\b"
)
WAS = re.compile(
    rf"(?:(?P<least>{ONE})\s*(?:-|to)\s*)?(?P<after>{ONE}){OF_TEN}[^.;]{{0,24}}?"
    r"\b(?:was|were|down from|from|previously|instead of|compared (?:with|to)"
    rf"|before it was)\s+(?:an?\s+)?(?P<before>{ONE})"
    rf"(?:{OF_TEN}|(?=\s*(?:before|when|in)\b))"
)
USED = re.compile(
    rf"\b(?P<after>{ONE})(?:{OF_TEN})?(?!\d|\s*(?:mg|weeks?|days?|hours?|months?|%))"
    rf"(?:(?!\b{ONE}\b)[^.;]){{0,40}}?"
    r"\b(?:where|whereas|when|against|as against|instead of|rather than"
    r"|versus|vs\.?|which)?\s*(?:(?:it|that|they|the pain|this)\s+)?"
    r"(?:used to be|had been|against|instead of|rather than|versus|vs\.?)\s+"
    rf"(?:an?\s+|about\s+)?(?P<before>{ONE})(?:{OF_TEN}"
    r"|(?=\s*(?:[.,;)]|\Z|and\b|before|without|when|in\b|at\b|on\b)))"
)
WAS_OFF = re.compile(
    rf"\b(?:was|is|be|to|at|hits?|reached|reaches)\s+(?:an?\s+)?(?P<score>{ONE})"
    r"(?=\s*(?:[.,;)]|\Z|and\b|for\b))"
)
"""The bare score of a day without: "with no patch she was 8"."""

PAIN = re.compile(
    r"\b(?:pain|analgesia|burning|aching|ache|aches|soreness|headaches?|discomfort|shocks)\b"
    r"|/\s*10\b|out of (?:10|ten)|\bvas\b|\bnrs\b|\bnprs\b|\bpl\b"
    r"|\bedge off\b|\bseverity\b"
    r"|\b(?:bad|worst|average|typical|usual|good|better) (?:day|night|morning)s?\b"
    r"|\bscore\b"
    rf"|\b(?:without|w/o|off) (?:it|them),? an? {ONE}\b"
    rf"|\b(?:takes?|took|brings?|brought|cuts?|turns?|lowers?) an? {ONE}\b"
)
PERCENT = re.compile(
    r"(?P<percent>\d{1,3})\s*(?:%|percent)[^.;]{0,30}?\b(?:relief|reduction|decrease"
    r"|improvement|better|less)\b|\b(?:relief|reduction|improvement"
    r"|(?:decreas|reduc|lower|reliev|eas)(?:es|s|ed))\b[^.;]{0,20}?"
    r"(?P<percent2>\d{1,3})\s*(?:%|percent)"
)
