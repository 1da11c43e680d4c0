import Notebook
import Testing

@testable import CellCompiler

/// Which changes of a cell are seen by code that was compiled against it.
@Suite struct CellInterfaceTests {
    private struct Change: Sendable, CustomTestStringConvertible {
        var from: String, to: String
        /// What others mention.
        var names: Set<String> = ["f"]
        var isSame: Bool
        var testDescription: String { "\(from) → \(to)" }
    }

    private static let function = "func f(_ x: Int) -> Int { x + 1 }"

    @Test(arguments: [
        Change(from: function, to: "func f(_ x: Int) -> Int {\n    // Another way.\n    let y = x\n    return y + 1\n}", isSame: true),
        Change(from: function, to: "func f(_ x: Int)->Int { x + 1 }\nfunc helper() -> String { \"\" }", isSame: true),
        Change(from: function, to: "func f(_ x: Int) -> Int { func g() -> Int { x }; return g() }", isSame: true),
        Change(from: function, to: "func f(_ x: Double) -> Int { 1 }", isSame: false),
        Change(from: function, to: "func f(_ x: Int) -> Double { 1 }", isSame: false),
        Change(from: function, to: "func f(x: Int) -> Int { 1 }", isSame: false),
        Change(from: function, to: "func f(_ x: Int, y: Int = 1) -> Int { 1 }", isSame: false),
        Change(from: function, to: "func f(_ x: Int) throws -> Int { 1 }", isSame: false),
        Change(from: function, to: "func f<T>(_ x: T) -> Int { 1 }", isSame: false),
        Change(from: function, to: "func g(_ x: Int) -> Int { 1 }", isSame: false),
        Change(from: function, to: "func f(_ x: Int) -> Int { 1 }\nfunc f(_ x: String) -> Int { 2 }", isSame: false),
        Change(from: function, to: "let f = { (x: Int) -> Int in x }", isSame: false),
        // A name that only the one declares is nothing to those who do not mention it; to others it may hide another.
        Change(from: function, to: function + "\nfunc abs(_ x: Int) -> Int { 7 }", isSame: true),
        Change(from: function, to: function + "\nfunc abs(_ x: Int) -> Int { 7 }", names: ["f", "abs"], isSame: false),
        // What a default is, whoever calls decides.
        Change(from: "func f(_ x: Int = 1) -> Int { x }", to: "func f(_ x: Int = 2) -> Int { x }", isSame: false),
        // What stands behind it is told by the body.
        Change(from: "func f() -> some Sequence<Int> { [1] }", to: "func f() -> some Sequence<Int> { 1...2 }", isSame: false),
        Change(from: "let f: Int = 1", to: "let f: Int = 2 + 3", isSame: true),
        Change(from: "let f: Int = 1", to: "var f: Int = 1", isSame: false),
        // Of another type, it is another symbol, and the library is not loaded.
        Change(from: "let f: Int = 1", to: "let f: Double = 1", isSame: true),
        Change(from: "let f: Int = 1", to: "let f = 1", isSame: true),
        Change(from: "let f = 1", to: "let f = 2", isSame: true),
        // But what it is of is not in the symbol.
        Change(from: "struct S { var a = 1 }\nlet f = S()", to: "struct S { var a = 2 }\nlet f = S()", isSame: false),
        Change(from: "struct S { var a = 1 }\nlet f: S = S()", to: "struct S { var a = 2 }\nlet f: S = S()", isSame: false),
        Change(from: "struct S { var a = 1 }\nlet f: S = S()", to: "struct S { var a = 2 }\nlet f = S()", isSame: false),
        Change(from: "struct S { var a = 1 }\nlet f = 1", to: "let f = 1", isSame: false),
        Change(from: "let f: some Equatable = 1", to: "let f: some Equatable = 1.5", isSame: false),
        Change(from: "let e = 1, f: Int = 1", to: "let e = 1.5, f: Int = 1", isSame: false),
        Change(from: "var f: Int { 1 }", to: "var f: Int { get { 1 } set {} }", isSame: false),
        // Types count with all that is in them, but for the bodies of functions.
        Change(from: "struct f { var a = 1\n func g() -> Int { 1 } }", to: "struct f { var a = 1\n func g() -> Int { 2 } }", isSame: true),
        Change(from: "struct f { var a = 1 }", to: "struct f { var a = 1; var b = 2 }", isSame: false),
        Change(from: "struct f { var a = 1 }", to: "struct f { var a = 1.5 }", isSame: false),
        Change(from: "struct f { let a: Int }", to: "final class f { let a: Int = 1 }", isSame: false),
        Change(from: "class f { init(a: Int) {} }", to: "class f { init(a: Int) { print(a) } }", isSame: true),
        Change(from: "enum f { case a, b }", to: "enum f { case b, a }", isSame: false),
        Change(from: "struct f { var a: Int { 1 } }", to: "struct f { var a: Int { 2 } }", isSame: false),
        // What has its type of a value has it by no symbol, unless that is mentioned too.
        Change(from: "let b = 1\nstruct f { var a = b }", to: "let b = 1.5\nstruct f { var a = b }", isSame: false),
        Change(from: "let b = 1\nfunc f<T>(_ x: T = b) {}", to: "let b = 1.5\nfunc f<T>(_ x: T = b) {}", isSame: false),
        Change(from: "let b = 1\nfunc f() -> Int { b }", to: "let b = 2\nfunc f() -> Int { b }", isSame: true),
        // The symbols of these two are one.
        Change(from: "let f: Int! = 1", to: "let f: Int? = 1", isSame: false),
        // Found, and mentioned nowhere.
        Change(from: "struct f { var a = 1 }", to: "struct f { var a = 1 }\ntypealias IntegerLiteralType = Double", isSame: false),
        Change(
            from: "struct V { var x = 1\n static func == (a: Int, b: V) -> Bool { true } }\nfunc f() {}",
            to: "struct V { var y = 1, x = 1\n static func == (a: Int, b: V) -> Bool { true } }\nfunc f() {}", isSame: false),
        // And so do those that a declaration needs.
        Change(from: "struct S { var a = 1 }\nfunc f(_ s: S) {}", to: "struct S { var a = 1 }\nfunc f(_ s: S) { print(s) }", isSame: true),
        Change(from: "struct S { var a = 1 }\nfunc f(_ s: S) {}", to: "struct S { var a = 1, b = 1 }\nfunc f(_ s: S) {}", isSame: false),
        Change(from: "struct S { var a = 1 }\nfunc f(_ s: [S: Int]) {}", to: "typealias S = Int\nfunc f(_ s: [S: Int]) {}", isSame: false),
        Change(from: "func f(_ s: String) {}", to: "struct String {}\nfunc f(_ s: String) {}", isSame: false),
        Change(from: "func f(_ s: `Self`) {}", to: "func f(_ s: `Self`) { }", isSame: true),
    ]) private func isSame(_ change: Change) {
        #expect(Self.interface(change.from).isSame(as: Self.interface(change.to), for: change.names) == change.isSame)
        #expect(Self.interface(change.to).isSame(as: Self.interface(change.from), for: change.names) == change.isSame)
    }

    private static func interface(_ code: String) -> CellInterface {
        CellInterface(Cell(id: "a", ordinal: 1, options: CellOptions(), source: code + "\n", firstLine: 1, removedColumns: []))
    }
}
