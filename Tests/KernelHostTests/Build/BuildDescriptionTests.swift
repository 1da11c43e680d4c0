import Foundation
import TestFolders
import Testing

@testable import KernelHost

/// What the package manager's plan says of a target.
@Suite struct BuildDescriptionTests {
    /// A plan of a module, built from these files.
    private func description(of module: String = "Hydro", sources: [String]) throws -> BuildDescription {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let command: [String: Any] = [
            "moduleName": module, "objects": [], "otherArguments": [], "inputs": [], "sources": sources, "importPath": "/p/.build/release/Modules",
            "moduleOutputPath": "/p/.build/release/Modules/Hydro.swiftmodule",
        ]
        let plan: [String: Any] = ["swiftCommands": ["C.Hydro": command], "targetDependencyMap": [module: []]]
        return try BuildDescription(contentsOf: folder.write([UInt8](JSONSerialization.data(withJSONObject: plan)), to: "description.json"))
    }

    @Test(arguments: [
        // One folder for all, so that a new one below it is noticed, too.
        (["/p/Sources/Hydro/A.swift", "/p/Sources/Hydro/Rivers/B.swift"], ["/p/Sources/Hydro"]), (["/p/Sources/Hydro/Rivers/B.swift"], ["/p/Sources/Hydro"]),
        (["/Sources/Hydro/p/src/Hydro/A.swift"], ["/Sources/Hydro/p/src/Hydro"]),
        // A place of the package's own choice; what holds all of a package holds what is built, too.
        (["/Hydro/Code/A.swift", "/Hydro/Code/Rivers/B.swift"], ["/Hydro/Code", "/Hydro/Code/Rivers"]),
        (["/p/Sources/Hydro/A.swift", "/p/.build/release/Hydro.build/DerivedSources/R.swift"], ["/p/.build/release/Hydro.build/DerivedSources", "/p/Sources/Hydro"]),
    ])
    func `the folders whose files decide what is built`(_ sources: [String], _ expected: [String]) throws {
        #expect(try description(sources: sources).sourceFolders(for: ["Hydro"]) == expected)
    }

    @Test func `a target's name may have a dash, which its module cannot`() throws {
        #expect(try description(of: "My_Kit", sources: ["/p/Sources/My-Kit/A/B.swift"]).sourceFolders(for: ["My_Kit"]) == ["/p/Sources/My-Kit"])
    }

    @Test func `a whole package is not watched, for it holds what is built, too`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "src/Hydro/Package.swift")
        let built = folder.path("src/Hydro/.build/DerivedSources")
        #expect(try description(sources: [built + "/R.swift"]).sourceFolders(for: ["Hydro"]) == [built])
    }
}
