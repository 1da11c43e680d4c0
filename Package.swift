// swift-tools-version: 6.2
import PackageDescription

// Two halves that never link each other:
//
//  * the tool    landuse → Preview → Report, KernelHost → CellCompiler → Notebook
//                landuse → Interactive → KernelHost, LanguageService, LineEditing
//                landuse → Feedback, Gradebook, Grading → Assignments, Sandbox, KernelHost
//  * the kernel  NotebookKernel → NotebookDisplay ← LandUseKit → CKernels
//
// Both → Downloads: what is published, where it is kept, and how it is fetched.
//
// `landuse` builds the kernel half in release, together with the libraries that a notebook names,
// into one executable (see KernelHost/Build). Nothing of the tool's, swift-syntax least of all, is
// needed for that. KernelWire, the frames that the two halves exchange, Digest and Downloads are all that
// they share.

let package = Package(
    name: "LandUseNotebooks",
    products: [
        .executable(name: "landuse", targets: ["landuse"]),
        .library(name: "LandUseKit", targets: ["LandUseKit"]),
        .library(name: "NotebookDisplay", targets: ["NotebookDisplay"]),
        .library(name: "NotebookKernel", targets: ["NotebookKernel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The tool.
        .executableTarget(
            name: "landuse",
            dependencies: [
                "Assignments", "Benchmarks", "CellCompiler", "Digest", "Downloads", "Feedback", "Gradebook", "Grading", "Interactive",
                "KernelHost", "LanguageService", "LineEditing", "Notebook", "Outputs", "Preview", "Report", "Sandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "Interactive",
            dependencies: [
                "CellCompiler", "KernelHost", "LanguageService", "LineEditing", "Notebook",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
            ]),
        .target(
            name: "Benchmarks",
            dependencies: [
                "CellCompiler", "KernelHost", "Notebook",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            // Read from the package's folder, which is there wherever a kernel can be built.
            exclude: ["Programs"]),
        .target(
            name: "Preview",
            dependencies: [
                "CellCompiler", "Digest", "KernelHost", "Notebook", "Report",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        // Assignments: what they are, how they are run, what is kept of it, and how it is told.
        .target(
            name: "Assignments",
            dependencies: [
                "CZlib", "Notebook",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
            ]),
        .target(name: "Sandbox", dependencies: ["CellCompiler", "Digest"]),
        .target(name: "Grading", dependencies: ["Assignments", "CellCompiler", "Digest", "Downloads", "KernelHost", "Notebook", "Outputs", "Sandbox"]),
        .target(name: "Outputs"),
        .target(name: "Gradebook", dependencies: ["Assignments", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Feedback",
            dependencies: [
                "Assignments", "Notebook", "Outputs", "Report",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
            ]),
        .target(
            name: "Report",
            dependencies: [
                "Digest", "Notebook",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftIDEUtils", package: "swift-syntax"),
            ]),
        .target(
            name: "KernelHost",
            dependencies: [
                "CellCompiler", "Digest", "KernelWire", "Notebook",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(
            name: "CellCompiler",
            dependencies: [
                "Digest", "Notebook",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(name: "Notebook", dependencies: ["CCMark", "Yams"]),
        .target(name: "LanguageService", dependencies: ["CSourceKit"]),
        // The toolchain's language service is loaded at first use, so this is a C target of ours.
        .target(name: "CSourceKit"),
        .target(name: "LineEditing"),

        // What both halves share.
        .target(name: "KernelWire"),
        .target(name: "Digest"),
        .target(name: "Downloads", dependencies: ["CGDAL", "CZlib", "Digest"]),

        // The kernel.
        .target(name: "NotebookKernel", dependencies: ["KernelWire", "NotebookDisplay", "CKernelRuntime"]),
        .target(name: "CKernelRuntime"),
        .target(name: "NotebookDisplay"),
        .target(name: "LandUseKit", dependencies: ["Digest", "Downloads", "NotebookDisplay", "CKernels", "CPretrainedWeights", "COpenBLAS", "CGDAL"]),
        // What #embed includes is no source of its own.
        .target(name: "CPretrainedWeights", exclude: ["resnet18-landuse.safetensors"]),
        .target(name: "CKernels", cSettings: [.headerSearchPath(".")]),

        // The system's libraries.
        .systemLibrary(name: "CCMark", providers: [.apt(["libcmark-dev"])]),
        // These are loaded at first use (GDAL takes 33 to 80 ms, OpenBLAS 3 to 4 ms), so they are C targets of ours.
        .target(name: "COpenBLAS"),
        .target(name: "CGDAL"),
        .target(name: "CZlib"),

        // Tests mirror Sources; what several of them need is in Tests/Support.
        .target(name: "HeadlessBrowser", path: "Tests/Support/HeadlessBrowser"),
        .target(name: "TestFolders", path: "Tests/Support/TestFolders"),
        .testTarget(name: "DigestTests", dependencies: ["Digest"]),
        .testTarget(name: "DownloadsTests", dependencies: ["Digest", "Downloads", "TestFolders"], exclude: ["Fixtures"]),
        .testTarget(name: "KernelWireTests", dependencies: ["KernelWire"]),
        .testTarget(name: "InteractiveTests", dependencies: ["Interactive", "Notebook"]),
        .testTarget(name: "LanguageServiceTests", dependencies: ["CellCompiler", "LanguageService"]),
        .testTarget(name: "LineEditingTests", dependencies: ["LineEditing"]),
        .testTarget(name: "NotebookTests", dependencies: ["Notebook"]),
        .testTarget(name: "NotebookDisplayTests", dependencies: ["NotebookDisplay"]),
        .testTarget(name: "ReportTests", dependencies: ["HeadlessBrowser", "Notebook", "Report"], exclude: ["Fixtures"]),
        .testTarget(name: "AssignmentsTests", dependencies: ["Assignments", "Downloads", "Notebook"], exclude: ["Fixtures"]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "CellCompiler", "TestFolders"]),
        .testTarget(name: "OutputsTests", dependencies: ["Outputs", "TestFolders"]),
        .testTarget(name: "GradingTests", dependencies: ["Grading", "Assignments", "CellCompiler", "KernelHost", "Notebook", "Outputs", "Sandbox"], exclude: ["Fixtures"]),
        .testTarget(name: "GradebookTests", dependencies: ["Gradebook", "Assignments", "TestFolders", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "FeedbackTests", dependencies: ["Feedback", "Assignments", "HeadlessBrowser", "Notebook", "Outputs", "Report", "TestFolders"]),
        .testTarget(
            name: "PreviewTests",
            dependencies: [
                "Preview", "CellCompiler", "KernelHost", "HeadlessBrowser", "Notebook", "Report", "TestFolders",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks", "CellCompiler", "KernelHost", "Notebook"]),
        .testTarget(
            name: "CellCompilerTests",
            dependencies: [
                "CellCompiler", "Notebook", "TestFolders",
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .testTarget(
            name: "KernelHostTests",
            dependencies: [
                "KernelHost", "CellCompiler", "KernelWire", "Notebook", "Sandbox", "TestFolders", .product(name: "SwiftParser", package: "swift-syntax"),
            ],
            exclude: ["Notebooks", "Packages"]),
        .testTarget(
            name: "LandUseKitTests", dependencies: ["LandUseKit", "CKernels", "CPretrainedWeights", "Digest", "Downloads", "NotebookDisplay"],
            exclude: ["Fixtures", "Fuzzing"]),
        .testTarget(name: "CKernelsTests", dependencies: ["CKernels"]),
        .testTarget(
            name: "landuseTests",
            dependencies: [
                "landuse", "Assignments", "CellCompiler", "Digest", "Gradebook", "Grading", "HeadlessBrowser", "Notebook", "Report", "Sandbox",
                "TestFolders",
            ]),
    ]
)
