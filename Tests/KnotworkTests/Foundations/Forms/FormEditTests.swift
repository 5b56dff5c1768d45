import Markup
import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct FormEditTests {
    private static func edit(of shown: FormData, _ typed: FormData, leaving theirs: [String] = []) -> FormEdit {
        var data = typed
        data.add(Form.shownName, FormVersion(of: shown).text)
        for name in theirs { data.add(Form.theirsName, name) }
        return FormEdit(data)
    }

    @Test func `what nobody else changed is written as typed, and what was not touched stays`() throws {
        let edit = Self.edit(of: ["a": "1", "b": "2"], ["a": "new", "b": "2"])
        let merged = try edit.over(["a": "1", "b": "theirs"])
        #expect(merged.text("a") == "new" && merged.text("b") == "theirs")
    }

    @Test func `the same field changed by two goes back with both texts, and holds when it is sent again`() throws {
        let shown: FormData = ["a": "1", "b": "2", "c": "3"]
        let edit = Self.edit(of: shown, ["a": "mine", "b": "2", "c": "also mine"])
        let conflict = try #require(throws: FormConflict.self) {
            try edit.over(["a": "theirs", "b": "also theirs", "c": "3"])
        }
        #expect(conflict.errors["a"]?.kept == ["theirs"])
        #expect(conflict.errors["b"] != nil && conflict.errors["b"]?.kept == nil && conflict.errors["c"] == nil)
        #expect(conflict.merged.text("a") == "mine" && conflict.merged.text("c") == "also mine")
        #expect(conflict.merged.text("b") == "also theirs", "what was not touched shows what is kept now")

        var again = conflict.merged
        again.add(Form.shownName, conflict.version.text)
        let saved = try FormEdit(again).over(["a": "theirs", "b": "also theirs", "c": "3"])
        #expect(saved.text("a") == "mine" && saved.text("b") == "also theirs")
        #expect(throws: FormConflict.self, "a third changed it again") { try FormEdit(again).over(["a": "third"]) }
        again.add(Form.theirsName, "a")
        #expect(try FormEdit(again).over(["a": "theirs", "b": "also theirs", "c": "3"]).text("a") == "theirs")
    }

    @Test func `two who write the same agree, and an untouched form changes nothing`() throws {
        #expect(try Self.edit(of: ["a": "1"], ["a": "2"]).over(["a": "2"]).text("a") == "2")
        #expect(try Self.edit(of: ["a": "1"], ["a": "1"]).over(["a": "2"]).text("a") == "2")
    }

    @Test func `emptying counts as changing, on either side`() throws {
        #expect(throws: FormConflict.self) { try Self.edit(of: ["a": "1"], ["a": ""]).over(["a": "2"]) }
        let conflict = try #require(throws: FormConflict.self) {
            try Self.edit(of: ["a": "1"], ["a": "2"]).over(["a": ""])
        }
        #expect(conflict.errors["a"]?.kept == [])
    }

    @Test func `ticked boxes are one field, in whichever order`() throws {
        let shown = FormData([("t", ["x", "y"])])
        #expect(try Self.edit(of: shown, FormData([("t", ["y", "x"])])).over(shown).texts("t") == ["x", "y"])
        #expect(try Self.edit(of: shown, FormData([("t", [])])).over(shown).texts("t") == [])
        #expect(throws: FormConflict.self) {
            try Self.edit(of: shown, FormData([("t", ["x"])])).over(FormData([("t", ["y"])]))
        }
    }

    @Test func `what says something only together is never put together of two people's`() throws {
        let edit = Self.edit(of: ["outcome": "", "amount": ""], ["outcome": "reserve", "amount": ""])
        let conflict = try #require(throws: FormConflict.self) {
            try edit.over(["outcome": "", "amount": "10"], whole: true)
        }
        #expect(conflict.errors["outcome"] != nil && conflict.errors["amount"] != nil)
        #expect(conflict.merged.text("outcome") == "reserve" && conflict.merged.text("amount") == "10")
        #expect(try edit.over(["outcome": "", "amount": ""], whole: true).text("outcome") == "reserve")
    }

    @Test func `a row that another took out does not come back by itself`() throws {
        let edit = Self.edit(of: ["label-0": "A", "label-1": "B"], ["label-0": "A", "label-1": "B"])
        #expect(try edit.over(["label-0": "A"]).texts("label-1") == [])
    }

    @Test func `a form that says nothing of what it showed writes over nothing`() throws {
        let bare = FormEdit(["a": "mine", "b": "first", "go": "on"])
        #expect(throws: FormConflict.self) { try bare.over(["a": "theirs", "b": ""]) }
        let merged = try bare.over(["a": "mine", "b": "", "c": "kept"])
        #expect(merged.text("b") == "first" && merged.text("c") == "kept" && merged.text("go") == "on")
        #expect(try FormEdit(["form.shown": "nonsense", "a": "x"]).over(["a": ""]).text("a") == "x")
    }
}
