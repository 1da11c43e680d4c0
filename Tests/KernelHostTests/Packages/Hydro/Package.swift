// swift-tools-version: 6.0
import PackageDescription

// A package that knows nothing of notebooks, but for one that lies in it.
let package = Package(
    name: "Hydro",
    products: [.library(name: "Hydro", targets: ["Hydro"])],
    targets: [
        .target(name: "Hydro", dependencies: ["CFlow"], resources: [.copy("Rivers")]),
        .target(name: "CFlow", linkerSettings: [.linkedLibrary("m")]),
    ])
