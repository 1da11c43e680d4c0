// swift-tools-version: 6.0
import PackageDescription

// A library that goes wrong in all the ways in which C and C++ can.
let package = Package(
    name: "Perils",
    products: [.library(name: "Perils", targets: ["Perils"])],
    targets: [
        .target(name: "Perils", dependencies: ["CPerils"]),
        .target(name: "CPerils"),
    ])
