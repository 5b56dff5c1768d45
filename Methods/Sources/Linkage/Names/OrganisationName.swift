/// An organisation's name reduced to what tells it from others.
enum OrganisationName {
    /// The words without legal forms, kinds of body and fillers, joined; the whole when nothing is left.
    static func core(_ raw: [UInt8]) -> [UInt8] {
        let words = Letters.words(Letters.fold(raw))
        let kept = words.filter { !fillers.contains(String(decoding: $0, as: UTF8.self)) }
        return PlainValues.said(Array((kept.isEmpty ? words : kept).joined()))
    }

    private static let fillers: Set<String> = [
        "ltd", "limited", "cic", "plc", "llp", "cio", "inc", "the", "of", "and", "for", "nhs", "foundation", "trust",
        "ft",
        "council", "borough", "metropolitan", "county", "city", "district", "mbc", "bc", "cc", "group", "association",
        "ha",
        "university", "univ", "uni", "hospitals", "hospital", "housing", "community", "comm", "charity", "co",
        "company",
    ]
}
