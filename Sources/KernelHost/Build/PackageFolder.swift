import Foundation
import Notebook

/// A Swift package on disk.
public struct PackageFolder: Sendable, Hashable {
    public let folder: URL

    /// However the folder is written, with a slash at its end or by a link, it is one package: it is locked once.
    public init(_ folder: URL) {
        self.folder = URL(filePath: folder.absoluteURL.standardizedFileURL.resolvingSymlinksInPath().path, directoryHint: .isDirectory)
    }

    /// The package that a file belongs to: the nearest folder above it that has a manifest.
    public init?(holding file: URL) {
        var folder = file.standardizedFileURL.resolvingSymlinksInPath().deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path, folder.path != "/" else { return nil }
            folder = parent
        }
        self.init(folder)
    }

    /// The package that `landuse` itself was built from, which brings the kernel and LandUseKit:
    /// `$LANDUSE_HOME`, or the one that holds the running program.
    public static func runner(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> PackageFolder {
        let home = environment["LANDUSE_HOME"].flatMap { $0.isEmpty ? nil : $0 }.map { PackageFolder(URL(filePath: $0)) }
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        guard let package = home ?? PackageFolder(holding: URL(filePath: program)) ?? PackageFolder(holding: URL(filePath: #filePath)),
            package.isOurs
        else { throw BuildError.noRunnerPackage(home?.folder.path ?? program) }
        return package
    }

    /// Whether it is a checkout of LandUse Notebooks, with a kernel of its own.
    var isOurs: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "Sources/NotebookKernel").path) }

    var manifest: URL { folder.appending(path: "Package.swift") }
}

/// Why a notebook's libraries could not be built.
public enum BuildError: Error, CustomStringConvertible {
    case noRunnerPackage(String)
    /// The notebook lies in a checkout of LandUse Notebooks that is not the running program's.
    case otherCheckout(String)
    /// All the names that the package has no library for.
    case noSuchLibrary([String], package: String, available: [String])
    case buildFailed(package: String, target: String, messages: String)
    case linkFailed(String)
    /// The package's own build folder.
    case cannotWrite(String, reason: String)
    /// Where only one process may build at a time.
    case cannotLock(String, reason: String)
    case unreadableDescription(String, reason: String)

    public var description: String {
        switch self {
        case .noRunnerPackage(let path):
            "\(path) does not lie in the package of LandUse Notebooks, whose kernel is needed; set LANDUSE_HOME to the folder of that package"
        case .otherCheckout(let path):
            "the notebook lies in \(path), which is another checkout of LandUse Notebooks than this program's: use that one's landuse, or move the notebook out of it"
        case .noSuchLibrary(let names, let package, let available):
            "the package in \(package) has "
                + names.map { name in "no library '\(name)'" + (NearestName.of(name, among: available).map { " (did you mean '\($0)'?)" } ?? "") }.joined(separator: " and ")
                + "; it has \(available.isEmpty ? "none" : available.joined(separator: ", "))"
        case .buildFailed(let package, let target, let messages):
            "\(target) of \(package) does not build:\n\(messages)"
        case .cannotWrite(let path, let reason):
            "the package cannot be built, for \(path) cannot be written to: \(reason); make it writable, or copy the package to where it is"
        case .cannotLock(let path, let reason):
            "the package cannot be built, for \(path) cannot be locked: \(reason); copy the package to a file system that has locks"
        case .linkFailed(let messages): "the kernel could not be linked with the notebook's libraries:\n\(messages)"
        case .unreadableDescription(let path, let reason):
            "\(path), which the package manager wrote, is not as expected (\(reason)); another toolchain's? Remove the .build folder and try again"
        }
    }
}
