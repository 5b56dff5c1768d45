extension Field {
    /// A date as somebody typed it: three texts, so that what is wrong can be shown again as it was.
    public struct TypedDate: Sendable, Hashable {
        public var day: String
        public var month: String
        public var year: String

        public init(day: String = "", month: String = "", year: String = "") {
            self.day = day
            self.month = month
            self.year = year
        }
    }

    /// Day, month and year in three fields, named `name-day`, `name-month` and `name-year`.
    /// `birthday` lets the browser fill in the person's own.
    public static func date(
        name: String, legend: String, value: TypedDate = TypedDate(), hint: String? = "For example, 27 3 2026",
        error: FieldError? = nil, birthday: Bool = false, optional: Bool = false, heading: Bool = false,
        id: String? = nil
    ) -> HTML {
        let frame = Frame(
            name: name, label: legend, hint: hint, error: error, optional: optional, heading: heading, id: id)
        let parts: [DatePart] = [
            DatePart(name: "day", label: "Day", value: value.day, id: frame.id),
            DatePart(name: "month", label: "Month", value: value.month, id: "\(frame.id)-month"),
            DatePart(name: "year", label: "Year", value: value.year, id: "\(frame.id)-year", width: .four),
        ]
        return frame.group(
            """
            <div class="date">\(parts, each: { part in
                part.shown(in: name, wrong: error != nil, birthday: birthday)
            })</div>
            """, role: " role=\"group\"")
    }

    private struct DatePart {
        var name: String
        var label: String
        var value: String
        var id: String
        var width = Width.two

        func shown(in field: String, wrong: Bool, birthday: Bool) -> HTML {
            """
            <div><label for="\(id)">\(label)</label>\
            <input class="w-\(width.rawValue)" id="\(id)" name="\(field)-\(name)" type="text" inputmode="numeric" \
            value="\(value)"\(if: birthday, " autocomplete=\"bday-\(name)\"")\(if: wrong, " aria-invalid=\"true\"")></div>
            """
        }
    }
}
