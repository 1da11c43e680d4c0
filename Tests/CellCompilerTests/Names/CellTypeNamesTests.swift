import Testing

@testable import CellCompiler

@Suite struct CellTypeNamesTests {
    private let first = "Cell_0123456789abcdef0001", second = "Cell_0123456789abcdef0002"

    private var types: CellTypeNames {
        CellTypeNames().adding(names("struct River {}\nstruct Lake {}\nfunc pond() {}"), of: first).adding(names("enum River {}\nfunc pond() {}"), of: second)
    }

    @Test(arguments: [
        ("'1.River' is no '2.River'", "'River (older)' is no 'River'"), ("[1.River.Part]", "[River (older).Part]"), ("1.Lake", "Lake"),
        // The runtime has been told.
        ("1.River (older)", "River (older)"), ("1.pond", "pond"), ("River", "River"), ("1.Riverside", "Riverside"),
        ("CellGuard_a and CellWrapped_b.b", "a and b"),
    ])
    func `an older type says so`(_ text: String, _ expected: String) {
        #expect(types.removed(from: text.replacing("1.", with: first + ".").replacing("2.", with: second + ".")) == expected)
    }

    @Test func `older types are found, each once`() {
        let found = types.older(in: "'\(first).River' '\(second).River' '\(first).River' '\(first).Lake'")
        #expect(found == [.init(name: "River", module: first)])
        #expect(types.ambiguous(in: "'River' has no 'Lake'").map(\.older) == [first])
    }
}
