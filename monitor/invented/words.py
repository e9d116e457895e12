"""The words that invented pages are made of: common, middling and rare ones, so that searching them is realistic."""

SUBJECTS = (
    "Associations", "Public Benefit Organizations", "Foundations", "Peaceful Assemblies", "Volunteering", "Charity",
    "Access to Information", "Mass Media", "Trade Unions", "Religious Associations", "Public Consultations",
    "Endowments", "Social Services", "State Grants", "Personal Data", "Public Procurement", "Cooperatives",
    "Political Parties", "Youth Policy", "Consumer Protection", "Local Self-Government", "Online Platforms",
    "Countering the Financing of Terrorism", "Registration of Legal Entities", "Foreign Donations", "Public Councils",
    "Petitions of Citizens", "Administrative Offences", "Environmental Review", "Humanitarian Aid",
)  # fmt: skip
BODIES = (
    "the Ministry of Justice", "the Registrar of Associations", "the Tax Service", "the National Assembly",
    "the Supreme Court", "the Ombudsman", "the Ministry of the Interior", "the city council", "the Court of Appeal",
    "the Charities Commission", "the Council of Ministers", "the Data Protection Authority", "the regional prosecutor",
)  # fmt: skip
GROUPS = (
    "an association", "a foundation", "an unregistered group", "a trade union", "a public benefit organization",
    "a branch of a foreign organization", "a network of volunteers", "a religious association", "a cooperative",
    "a student club", "a human rights organization", "a residents’ committee",
)  # fmt: skip
DUTIES = (
    "publish an annual report", "notify the authority of any change in its leadership", "keep a register of members",
    "disclose every donation from abroad", "obtain a permit for each event", "have its accounts audited",
    "file its charter in two copies", "report the names of its founders", "open an account at a bank of the country",
    "renew its registration", "state the purpose of each grant", "name a person who answers for its publications",
)  # fmt: skip
TERMS = (
    "within ten days", "within thirty days", "every year by March 31", "twice a year", "before the first meeting",
    "within three months of being asked", "five days in advance", "without delay", "once in five years",
    "not later than the end of the quarter",
)  # fmt: skip
PENALTIES = (
    "a fine of up to {n} basic units", "suspension for up to {n} days", "a warning, and then a fine of {n} basic units",
    "removal from the register", "up to {n} hours of community work", "closure by a court",
    "a ban on receiving grants for {n} months", "administrative arrest for up to {n} days",
)  # fmt: skip
GROUNDS = (
    "public order", "national security", "the rights of others", "public health", "social morality",
    "the protection of personal data", "an incomplete application", "a name that resembles another",
    "unpaid taxes", "a missing signature",
)  # fmt: skip
RIGHTS = (
    "freedom of association", "freedom of peaceful assembly", "freedom of expression", "the right to take part",
    "the right to privacy", "access to information", "the right to a fair hearing",
)  # fmt: skip

MIDDLING = (
    "ombudsman", "moratorium", "referendum", "subsidiarity", "whistleblower", "endowment", "injunction", "gazette",
    "quorum", "bylaws", "lottery", "microcredit", "telecommunications", "pilgrimage", "notary", "hotline", "curfew",
    "blockchain", "apprenticeship", "livestock", "fisheries", "orphanage", "heritage", "broadcasting", "livelihood",
    "accreditation", "arbitration", "customs", "diaspora", "ethnography", "festival", "guardianship", "harbour",
    "indexation", "kindergarten", "landmine", "mediation", "nomads", "observatory", "passport", "quarantine", "refugee",
    "sanctions", "tribunal", "universities", "veterans", "watershed", "yearbook", "zoning", "amnesty", "boycott",
    "census", "dialysis", "epidemic", "forestry", "glacier", "hospice", "irrigation", "journalism", "kidnapping",
)  # fmt: skip
"""Each stands in about one record of a hundred."""

RARE_STARTS = (
    "ab", "bel", "cor", "dra", "el", "fen", "gor", "hal", "ith", "jor", "kel", "lum", "mor", "nar", "oth", "pel",
    "quin", "ras", "sel", "tor", "ul", "var", "wen", "xan", "yor", "zel",
)  # fmt: skip
RARE_ENDS = (
    "andrine", "brithium", "corvane", "dolite", "ermacy", "finder", "gravia", "holmine", "istrum", "jacket", "kinore",
    "lumbra", "mandate", "nastery", "ophane", "pillory", "quorate", "rimony", "sordine", "tavern", "umbrage", "varnish",
)  # fmt: skip
"""Put together they are nearly six hundred rare words, each in a handful of records of a large load."""

SENTENCES = (
    "Under the law, {group} must {duty} {term}.",
    "The law allows {body} to refuse registration on grounds of {ground}.",
    "{Group} that does not {duty} {term} faces {penalty}.",
    "{Body} may ask {group} to {duty} {term}, and has done so in {n} cases since {year}.",
    "In {year}, {body} found that the law restricted {right} more than {ground} required.",
    "The law protects {right}, but allows limits in the interest of {ground}.",
    "A decision of {body} can be appealed {term}; in practice appeals rarely succeed.",
    "Since {year} the law has required that {group} {duty} {term}.",
    "Failure to comply is punished with {penalty}.",
    "Of {n} applications made in {year}, {body} refused one in {m}, mostly for {ground}.",
    "The fee is {n} basic units, and {group} pays it again for each branch.",
    "Neither the law nor the rules say what is meant by “{ground}”, which leaves {body} wide discretion.",
    "{Group} may receive support from abroad if it tells {body} {term}.",
    "At least {m} persons are needed to found {group}; they must be of age and reside in the country.",
    "The amendments of {year} shortened the time in which {body} has to decide.",
    "Courts have applied the law unevenly: in {year} they ordered {penalty} in {n} cases.",
    "According to {body}, the law does not apply to {group}.",
    "Members of {group} may not be asked about {ground}.",
)
ASIDES = (
    "Observers name {word} as an example.",
    "A separate chapter deals with {word}.",
    "The rules on {word} are older than the law itself.",
    "Questions of {word} are left to {body}.",
)
LAW_TITLES = (
    "Law on {subject}", "Law on {subject}", "Law Amending the Law on {subject}", "Code of {subject}",
    "Decree No. {n} on {subject}", "Order No. {n} on the Approval of the Rules on {subject}",
    "Resolution No. {n} on Certain Questions of {subject}", "Rules for {subject}", "Constitutional Law on {subject}",
    "Concept on {subject} through {later}",
)  # fmt: skip
NEWS_TITLES = (
    "Parliament debates law on {subject}", "{Body} publishes draft rules on {subject}",
    "Court overturns fine against {group}", "Organizations criticise bill on {subject}",
    "{Body} registers {n} organizations in a year", "New law on {subject} comes into force",
    "Deputies return the law on {subject} for revision", "{Body} loses appeal over {ground}",
    "Experts warn: bill on {subject} threatens {right}", "Consultation on {subject} extended to {later}",
)  # fmt: skip
RUSSIAN_SUBJECTS = (
    "общественных объединениях", "благотворительности", "мирных собраниях", "средствах массовой информации",
    "некоммерческих организациях", "доступе к информации", "волонтёрской деятельности", "персональных данных",
)  # fmt: skip
RUSSIAN_NEWS = (
    "Парламент обсуждает закон о {subject}", "Опубликован проект закона о {subject}",
    "Суд отменил штраф: дело о {subject}", "Эксперты критикуют поправки к закону о {subject}",
)  # fmt: skip
ARABIC_SUBJECTS = (
    "الجمعيات", "التجمعات السلمية", "وسائل الإعلام", "العمل التطوعي", "حماية البيانات", "المؤسسات الخيرية",
)  # fmt: skip
ARABIC_NEWS = ("البرلمان يناقش قانون {subject}", "نشر مشروع قانون {subject}", "خبراء ينتقدون تعديل قانون {subject}")
FOREIGN = {
    "ru": ("Закон о {subject}", RUSSIAN_NEWS, RUSSIAN_SUBJECTS),
    "ar": ("قانون {subject}", ARABIC_NEWS, ARABIC_SUBJECTS),
}
"""Titles of laws, titles of news and subjects in two more languages."""

INVENTED_LANDS = (
    "Aldovia", "Brenmark", "Caledor", "Dravonia", "Estmere", "Florin", "Gravia", "Hestland", "Isteria", "Jundland",
    "Karvelia", "Lindoria", "Morvania", "Norland", "Orsinia", "Pellucia", "Quirmia", "Rostovar", "Syldavia", "Tarsia",
)  # fmt: skip
