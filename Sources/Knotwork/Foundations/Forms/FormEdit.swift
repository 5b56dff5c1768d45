import Hummingbird
import Markup
import Store

/// A form in which somebody changed what is kept, and what that form had shown them.
///
/// What was typed can only be had together with what is kept now: an action reads the record in its transaction and asks
/// `over`, which keeps what others changed meanwhile. So the second of two people never undoes the first one's work
/// without having seen it.
struct FormEdit: Sendable {
    private var typed: FormData
    let version: FormVersion

    init(_ data: FormData) {
        typed = data
        version = FormVersion(data.text(Form.shownName))
    }

    /// What is said by a button or a hidden field that is no part of the record.
    func said(_ name: String) -> String { typed.text(name) }

    /// Whether a field is to stay as somebody else has left it.
    func leaves(_ name: String) -> Bool { typed.texts(Form.theirsName).contains(name) }

    /// With what was typed in a field that forms cannot send as a text.
    func typing(_ name: String, _ text: String) -> FormEdit {
        var edit = self
        edit.typed.add(name, text)
        return edit
    }

    /// What is to be kept: what is kept now, and over it what this person changed. To be asked in the transaction that
    /// writes, with what that transaction has read.
    ///
    /// - `whole`: the fields say something only together, such as an outcome and its amount, or the rows of a set. Then
    ///   changes of two people are never put together, but shown to the second.
    /// - `changed`: who changed the record last, where it says so. It is only asked when that must be shown.
    ///
    /// Throws `FormConflict` when somebody else changed the same meanwhile.
    func over(
        _ kept: FormData, whole: Bool = false, changed: @autoclosure () throws -> LastChange? = nil
    ) throws -> FormData {
        let fields = names(kept).map { edited($0, kept) }
        let merged = FormData(fields.map { ($0.name, $0.isMine ? $0.typed : $0.kept) } + others(than: fields))
        let isMine = fields.contains(where: \.isMine)
        let contested = fields.filter { $0.isMine && $0.isTheirs || whole && isMine && $0.isTheirs }
        guard !contested.isEmpty else { return merged }
        var errors = FieldErrors()
        let change = try changed()
        for field in fields where field.isMine && (whole || field.isTheirs) {
            errors.add(field.name, kept: field.kept, change)
        }
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
        let mine = leaves(name) ? now : typed.texts(name)
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

/// Who changed a record last, as far as the record says.
struct LastChange: Sendable, Hashable {
    var who: String
    var at: Instant

    init?(by account: ID<Account>?, at: Instant, in db: Reader) throws {
        guard let account = try account.flatMap({ try Accounts.find($0, in: db) }) else { return nil }
        (who, self.at) = (account.name.isEmpty ? account.email : account.name, at)
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
    fileprivate mutating func add(_ field: String, kept: [String], _ change: LastChange?) {
        let whose =
            change.map { "by \($0.who) on \($0.at.london.full)" } ?? "by somebody else or in another window of yours"
        faults.append(Fault(field: field, message: "This was changed while you wrote, \(whose)", kept: kept))
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
    func form(
        changing action: Link, shows kept: FormData, multipart: Bool = false, id: String? = nil, _ content: () -> HTML
    ) -> Form {
        Form(
            action: action, token: context.formToken, shown: version(at: action, of: kept).text, multipart: multipart,
            id: id, content)
    }

    /// A button of a `Routes.change`, with which something that the page shows is taken away.
    func button(
        _ label: String, about: String, changing action: Link, shows kept: FormData, look: Button.Look
    ) -> Button {
        Button(
            label, about: about, posts: action, token: context.formToken,
            values: [(Form.shownName, version(at: action, of: kept).text)], look: look)
    }

    private func version(at action: Link, of kept: FormData) -> FormVersion {
        let isBack = action.address.prefix { $0 != "?" } == http.uri.path
        return isBack ? returned ?? FormVersion(of: kept) : FormVersion(of: kept)
    }
}
