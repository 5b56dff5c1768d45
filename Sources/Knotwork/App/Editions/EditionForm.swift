import Markup
import Names

/// An edition as somebody types it: kept as texts, so that what is wrong comes back as it was written.
struct EditionForm: Sendable {
    var name: String
    var strapline: String
    var edition: String
    var host: String
    var area: String
    var about: String
    var eligibility: String
    var howJudged: String
    var contact: String
    var accent: String
    var pot: String

    init(_ data: FormData) {
        name = data.text("name")
        strapline = data.text("strapline")
        edition = data.text("edition")
        host = data.text("host")
        area = data.text("area")
        about = data.text("about")
        eligibility = data.text("eligibility")
        howJudged = data.text("how_judged")
        contact = data.text("contact")
        accent = data.text("accent")
        pot = data.text("pot")
    }

    init(_ programme: Programme) {
        name = programme.name
        strapline = programme.strapline
        edition = programme.edition
        host = programme.host
        area = programme.area
        about = programme.about
        eligibility = programme.eligibility
        howJudged = programme.howJudged
        contact = programme.contactEmail
        accent = programme.accent
        pot = programme.pot.typed
    }

    var data: FormData {
        [
            "name": name, "strapline": strapline, "edition": edition, "host": host, "area": area, "about": about,
            "eligibility": eligibility, "how_judged": howJudged, "contact": contact, "accent": accent, "pot": pot,
        ]
    }

    /// The programme with what was typed, or what is wrong with it. `least` is what is decided already: nil for
    /// those who must not know, and then the pot becomes no smaller.
    func programme(from old: Programme, least: Money?) throws -> Programme {
        var errors = FieldErrors()
        check(&errors)
        let colour = Self.colour(accent, &errors)
        let address = errors.email("contact", contact)
        let amount = Self.pot(pot, before: old.pot, least: least, &errors)
        guard let colour, let address, let amount, errors.isEmpty else { throw errors }
        var new = old
        (new.name, new.strapline, new.edition, new.host, new.area) = (name, strapline, edition, host, area)
        (new.about, new.eligibility, new.howJudged) = (about, eligibility, howJudged)
        (new.contactEmail, new.accent, new.pot) = (address.text, colour.description, amount)
        return new
    }

    private func check(_ errors: inout FieldErrors) {
        errors.check("name", name, missing: "Enter what people call it", most: 120)
        errors.check("strapline", strapline, missing: "Say in a sentence what it offers", most: 200)
        errors.check("edition", edition, missing: "Say which edition this is", most: 120)
        errors.check("host", host, most: 200)
        errors.check("area", area, most: 200)
        errors.check("about", about, most: 4_000)
        errors.check("eligibility", eligibility, most: 4_000)
        errors.check("how_judged", howJudged, most: 4_000)
    }

    /// A colour in which text can be read wherever it stands. Others are refused with what was measured, and one like it.
    static func colour(_ typed: String, _ errors: inout FieldErrors) -> Colour? {
        guard let colour = Colour(typed) else {
            errors.add("accent", "Enter a colour as # and six digits or letters a to f, like #0b5b5d")
            return nil
        }
        guard Accent(colour) == nil else { return colour }
        errors.add(
            "accent",
            """
            \(colour) cannot be read: its contrast is \(ratio(of: colour)) to 1, and 4.5 to 1 is needed. The nearest that can is \
            \(Accent.nearest(to: colour).colour)
            """)
        return nil
    }

    /// To two places and never rounded up, so that 4.497 does not read as 4.5.
    static func ratio(of colour: Colour) -> String {
        let hundredths = Int((Accent.lowestContrast(of: colour) * 100).rounded(.down))
        return "\(hundredths / 100).\(padded(hundredths % 100, 2))"
    }

    private static func pot(
        _ typed: String, before: Money, least: Money?, _ errors: inout FieldErrors
    ) -> Money? {
        guard let pot = Money(typed) else {
            errors.add("pot", "Enter an amount in pounds, like 60,000")
            return nil
        }
        if let least, pot < least { errors.add("pot", "\(least) is decided already: the pot cannot hold less") }
        if least == nil, pot < before {
            errors.add(
                "pot", "You stand aside from an application here: ask a colleague who does not to make the pot smaller")
        }
        return pot
    }
}
