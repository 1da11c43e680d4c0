import Digest
import Foundation

/// What all jails of a run need, made once: the filter of system calls as a file, and an empty folder over which each jail
/// mounts its own temporary one.
public struct JailStation: Sendable {
    let programs: JailPrograms
    let filter: String
    let scratch: String

    /// - Parameter folder: a folder that whoever is in a jail cannot write to; it is made where it is missing.
    public static func prepare(in folder: URL, programsIn folders: [String] = SandboxAvailability.programFolders) throws(SandboxError) -> JailStation {
        let programs = try JailPrograms.find(in: folders)
        guard let architecture = ProcessorArchitecture.current else { throw .unknownProcessor }
        let filter = CallFilter(architecture).bytes
        // Named by what is in it, so that another version's jails keep their own.
        let file = folder.appending(path: "calls-\(SHA256.hex(of: filter).prefix(16)).filter"), scratch = folder.appending(path: "scratch")
        do {
            try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
            if (try? Data(contentsOf: file)) != Data(filter) { try Data(filter).write(to: file, options: .atomic) }
        } catch {
            throw .cannotPrepare(path: folder.path, reason: (error as NSError).localizedDescription)
        }
        return JailStation(programs: programs, filter: file.path, scratch: scratch.path)
    }
}
