import Foundation

/// The running program, to be started again.
enum OwnProgram {
    static var path: String {
        get throws { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }
    }
}
