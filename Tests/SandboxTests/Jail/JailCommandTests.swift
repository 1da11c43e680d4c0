import CellCompiler
import Foundation
import Testing

@testable import Sandbox

/// The command line of a jail, as it is written down.
@Suite struct JailCommandTests {
    private static let station = JailStation(
        programs: JailPrograms(
            unshare: "/u/unshare", shell: "/u/sh", mount: "/u/mount", bubblewrap: "/u/bwrap", setpriv: "/u/setpriv", prlimit: "/u/prlimit"),
        filter: "/s/filter", scratch: "/s/scratch")

    private func command(_ identity: JailIdentity, readable: [String] = [], writable: [String] = []) -> ProgramLaunch.Command {
        JailCommand(
            station: Self.station, identity: identity, limits: JailLimits(), system: SystemView(paths: ["/usr/lib"], links: ["/lib": "usr/lib"]),
            readable: readable, placed: [("/data/a.csv", "/tmp/notebook/in/a.csv")], writable: writable, environment: ["LANG": "C"]
        ).wrap("/k/kernel", ["key"])
    }

    @Test func `root becomes another user after all else is made, and nobody else can`() throws {
        let asRoot = command(.user(60_600)), asOneself = command(.oneself)
        let bubblewrap = try #require(asRoot.arguments.firstIndex(of: "/u/bwrap")), privileges = try #require(asRoot.arguments.firstIndex(of: "/u/setpriv"))
        #expect(bubblewrap < privileges)
        #expect(Array(asRoot.arguments[privileges...].prefix(5)) == ["/u/setpriv", "--reuid", "60600", "--regid", "60600"])
        #expect(!asRoot.arguments.contains("--unshare-user") && !asRoot.arguments.contains("--map-root-user"))
        #expect(!asOneself.arguments.contains("/u/setpriv"))
        #expect(asOneself.arguments.contains("--unshare-user") && asOneself.arguments.contains("--disable-userns"))
        for command in [asRoot, asOneself] {
            #expect(command.program == "/u/unshare")
            #expect(command.environment == ["LANG": "C"])
            #expect(command.workingDirectory == "/")
            #expect(command.arguments.suffix(2) == ["/k/kernel", "key"])
            for option in ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--new-session", "--die-with-parent", "--seccomp"] {
                #expect(command.arguments.contains(option))
            }
        }
    }

    @Test func `folders above what is seen are open to all, and what is read cannot be written`() throws {
        let line = command(.oneself, readable: ["/opt/swift/usr"], writable: ["/c/cells/tmp-1"]).arguments.joined(separator: " ")
        #expect(line.contains("--dir /usr --ro-bind-try /usr/lib /usr/lib --symlink usr/lib /lib"))
        #expect(line.contains("--dir /opt --dir /opt/swift --dir /tmp --dir /tmp/notebook --dir /tmp/notebook/in --dir /c --dir /c/cells"))
        #expect(line.contains("--ro-bind-try /opt/swift/usr /opt/swift/usr --ro-bind /data/a.csv /tmp/notebook/in/a.csv --bind /c/cells/tmp-1 /c/cells/tmp-1"))
        #expect(line.contains("--remount-ro / --chdir /tmp/notebook"))
        #expect(line.components(separatedBy: "--bind ").count == 3, "the temporary folder, and the one that is named")
    }

    @Test func `a kernel's variables are those that are known, and a file's name stays in its folder`() async throws {
        let toolchain = try await Toolchain.find(cache: FileManager.default.temporaryDirectory)
        let jail = Jail(station: Self.station, identity: .user(60_601))
        let launch = jail.kernel(
            program: URL(filePath: "/k/kernel"), toolchain: toolchain, libraries: URL(filePath: "/l"),
            files: [.init(name: "../x", source: URL(filePath: "/x")), .init(name: "/etc/passwd", source: URL(filePath: "/y")), .init(name: "a", source: URL(filePath: "/z"))],
            environment: ["LANDUSE_CHECKS": "/checks"])
        let command = launch.wrap(.init(program: "/k/kernel", arguments: ["key"], environment: ["LANDUSE_SEED": "1", "SECRET": "42", "LD_PRELOAD": "/x.so"]))
        let environment = try #require(command.environment)
        #expect(environment["LANDUSE_SEED"] == "1" && environment["LANDUSE_CHECKS"] == "/checks" && environment["LANDUSE_MEMORY_LIMIT"] == "4096")
        #expect(environment["SECRET"] == nil && environment["LD_PRELOAD"] == nil)
        #expect(command.arguments.contains("/z") && !command.arguments.contains("/x") && !command.arguments.contains("/y"))
    }

    @Test func `what a jail takes at most is what its limits say`() {
        let limits = JailLimits()
        #expect(limits.sessionMemory < limits.memory)
        #expect(limits.arguments.contains("--as=\(limits.memory)") && limits.arguments.contains("--core=0"))
        #expect(JailLimits.compiler.sessionMemory < JailLimits.compiler.memory)
    }

    @Test func `jails side by side are different users, none of them anybody's`() {
        let users = (0..<Int(JailIdentity.count)).map { JailIdentity.slot($0, isRoot: true) }
        for (index, user) in users.enumerated() {
            guard case .user(let id) = user else {
                Issue.record("\(user)")
                continue
            }
            #expect(id == 60_600 + UInt32(index))
        }
        #expect(JailIdentity.slot(3, isRoot: false) == .oneself)
    }
}
