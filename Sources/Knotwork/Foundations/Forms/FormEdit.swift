import Hummingbird
import Markup

/// A form in which somebody changed what is kept, and what that form had shown them.
///
/// What was typed can only be had together with what is kept now: an action reads the record in its transaction and asks
/// `over`, which keeps what others changed meanwhile. So the second of two people never undoes the first one's work
/// without having seen it.
struct FormEdit: Sendable {
    private let typed: FormData
    let version: FormVersion

    init(_ data: FormData) {
        typed = data
        version = FormVersion(data.text(Form.shownName))
    }

    /// What is said by a button or a hidden field that is no part of the record.
    func said(_ name: String) -> String { typed.text(name) }

    /// What is to be kept: what is kept now, and over it what this person changed. To be asked in the transaction that
    /// writes, with what that transaction has read.
    ///
    /// - `whole`: the fields say something only together, such as an outcome and its amount, or the rows of a set. Then
    ///   changes of two people are never put together, but shown to the second.
    ///
    /// Throws `FormConflict` when somebody else changed the same meanwhile.
    func over(_ kept: FormData, whole: Bool = false) throws -> FormData {
        let fields = names(kept).map { edited($0, kept) }
        let merged = FormData(fields.map { ($0.name, $0.isMine ? $0.typed : $0.kept) } + others(than: fields))
        let isMine = fields.contains(where: \.isMine)
        let contested = fields.filter { $0.isMine && $0.isTheirs || whole && isMine && $0.isTheirs }
        guard !contested.isEmpty else { return merged }
        var errors = FieldErrors()
        for field in fields where field.isMine && (whole || field.isTheirs) { errors.add(field.name, kept: field.kept) }
        for field in fields where !field.isMine && field.isTheirs { errors.add(field.name, Self.isNew) }
        throw FormConflict(merged: merged, version: FormVersion(of: kept), errors: errors)
    }

    /// Whether this person changed nothing of what is kept, or to what it is already.
    func agrees(with kept: FormData) -> Bool { !names(kept).contains { edited($0, kept).isMine } }

    private static let isNew = "This was changed while you wrote. It says here what is kept now"

    private struct Edited {
        var name: String
        var typed: [String]
        var kept: [String]
        /// This person changed it, and not to what it is already.
        var isMine: Bool
        /// It is not what the form showed, nor what this person typed.
        var isTheirs: Bool
    }

    private func edited(_ name: String, _ kept: FormData) -> Edited {
        let now = kept.texts(name)
        let mine = typed.texts(Form.theirsName).contains(name) ? now : typed.texts(name)
        let (isSame, isKnown) = (mine.sorted() == now.sorted(), version.showed(name))
        return Edited(
            name: name, typed: mine, kept: now,
            isMine: !isSame && (isKnown ? !version.showed(mine, in: name) : !mine.isEmpty),
            isTheirs: !isSame && (isKnown ? !version.showed(now, in: name) : !now.isEmpty))
    }

    /// The fields of the record, and those that it had when the form was made.
    private func names(_ kept: FormData) -> [String] {
        let known = kept.names
        return known + typed.names.filter { version.showed($0) && !known.contains($0) }
    }

    /// What was sent besides the record's own fields.
    private func others(than fields: [Edited]) -> [(String, [String])] {
        let own = Set(fields.map(\.name) + [Form.shownName, Form.theirsName, Form.tokenName])
        return typed.names.filter { !own.contains($0) }.map { ($0, typed.texts($0)) }
    }
}

/// Somebody else changed what a form was made from. The page comes back with what was typed, beside what is kept now.
struct FormConflict: Error, Sendable {
    /// What is kept now, and over it what this person typed.
    var merged: FormData
    /// Of what is kept now: sent again, the form holds.
    var version: FormVersion
    var errors: FieldErrors
}

extension FieldErrors {
    fileprivate mutating func add(_ field: String, kept: [String]) {
        faults.append(
            Fault(
                field: field,
                message: "This was changed while you wrote, by somebody else or in another window of yours",
                kept: kept))
    }
}

extension FormData {
    /// Each name once, in the order sent.
    var names: [String] {
        var known: Set<String> = []
        return fields.map(\.name).filter { known.insert($0).inserted }
    }

    /// A field without a text is there all the same.
    init(_ fields: [(String, [String])]) {
        self.init()
        for (name, texts) in fields {
            for text in texts.isEmpty ? [""] : texts { add(name, text) }
        }
    }
}

extension PageRequest {
    /// The form of a `Routes.change`: it carries along what it shows. `kept` are the record's values under the names of the
    /// form's fields; a form that came back carries what it had.
    func form(changing action: Link, shows kept: FormData, id: String? = nil, _ content: () -> HTML) -> Form {
        let isBack = action.address.prefix { $0 != "?" } == http.uri.path
        let version = isBack ? returned ?? FormVersion(of: kept) : FormVersion(of: kept)
        return Form(action: action, token: context.formToken, shown: version.text, id: id, content)
    }
}
