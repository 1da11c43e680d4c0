import Foundation
import TestFolders
import Testing

@testable import Sandbox

/// What a program in a jail can do: tried, by one that does its worst.
@Suite(.serialized) struct JailTests {
    /// As root grades, and as everybody else does, where root can play both: not below another sandbox.
    static let identities: [JailIdentity] = {
        guard geteuid() == 0 else { return [.oneself] }
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-identities-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let canPlayOthers = (try? SandboxAvailability.require(in: folder, identity: .oneself)) != nil
        return canPlayOthers ? [.slot(7), .oneself] : [.slot(7)]
    }()

    @Test func `jails can be made here`() throws {
        let folder = try TemporaryFolder()
        _ = try SandboxAvailability.require(in: folder.url)
    }

    @Test(arguments: identities)
    func `no socket of any family is opened`(identity: JailIdentity) throws {
        #expect(try Probe.run("sockets", identity: identity) == ["pair 1", "tried 320", "exit 0"])
    }

    @Test(arguments: identities)
    func `no process is started`(identity: JailIdentity) throws {
        #expect(try Probe.run("processes", identity: identity) == ["fork 1", "fork-of-libc 1", "clone3 38", "spawn 1", "popen fails", "exit 0"])
    }

    @Test(arguments: identities)
    func `no other process is in sight, and the one that holds the namespace is out of reach`(identity: JailIdentity) throws {
        let lines = try Probe.run("others", identity: identity)
        #expect(lines.first == "others 0")
        #expect(lines.suffix(3) == ["user nobody", "groups \(identity == .oneself ? 1 : 0)", "exit 0"] || lines.suffix(3) == ["user nobody", "groups 0", "exit 0"], "\(lines)")
        if identity != .oneself { #expect(lines.dropFirst().prefix(2) == ["memory-of-first 13", "root-of-first 13"]) }
    }

    @Test(arguments: identities)
    func `what changes the system, or hides from limits, is refused`(identity: JailIdentity) throws {
        let lines = try Probe.run("calls", identity: identity)
        let names = [
            "unshare", "mount", "remount", "ptrace", "memfd", "shared-memory", "keyring", "bpf", "perf", "io_uring", "userfaultfd", "personality", "terminal",
        ]
        #expect(Array(lines.prefix(names.count)) == names.map { "\($0) 1" })
        #expect(Array(lines.dropFirst(names.count).prefix(2)) == ["pipe works", "pipe-size 1"])
        #expect(lines.contains { $0 == "root 1" || $0 == "root 22" }, "\(lines)")
    }

    @Test(arguments: identities)
    func `no lock, lease, notice or hint on a file that others read tells them anything`(identity: JailIdentity) throws {
        let folder = try TemporaryFolder()
        let shared = try folder.write("theirs", to: "shared.txt")
        chmod(shared.path, 0o666)
        // What somebody else has locked is not to be seen.
        let descriptor = open(shared.path, O_RDWR)
        defer { close(descriptor) }
        var held = flock()
        (held.l_type, held.l_whence, held.l_start, held.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 4242, 1)
        try #require(fcntl(descriptor, F_SETLK, &held) == 0)
        let lines = try Probe.run("locks", [shared.path, folder.path], identity: identity, readable: [folder.path])
        #expect(lines == [
            // They are told so, for libraries ask before they read.
            "lock works", "lock-of-open-file works", "look 1", "look-at-open-file 1", "flock 1", "lease 1", "notice 1", "hint 1", "one works", "two works", "exit 0",
        ])
    }

    @Test(arguments: identities)
    func `only the temporary folder is written to`(identity: JailIdentity) throws {
        let folder = try TemporaryFolder()
        let seen = try folder.write("theirs", to: "seen.txt")
        chmod(seen.path, 0o666)
        let lines = try Probe.run(
            "write",
            ["/x", "/usr/lib/x", "/etc/x", "/dev/x", "/dev/shm/x", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", seen.path, folder.path + "/new", "/tmp/x", "y"],
            identity: identity, readable: [folder.path])
        #expect(lines == ["/tmp/x can be written", "y can be written", "exit 0"])
        #expect(folder.names == ["seen.txt"])
        #expect(folder.text("seen.txt") == "theirs")
    }

    @Test(arguments: identities)
    func `files that are not named are not there`(identity: JailIdentity) throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("42", to: "grader/expected.txt"), data = try folder.write("Elbe", to: "data/rivers.csv")
        let hidden = [secret.path, "/root", "/home", "/etc/passwd", "/etc/shadow", "/work", "/var", "/sys", "/run", "/usr/bin/env", "/bin/sh", "/dev/tty", "/dev/shm"]
        let lines = try Probe.run("read", hidden + [data.path, "/dev/null", "/proc/self/status"], identity: identity, readable: [data.path])
        #expect(lines == hidden.map { "\($0) is not there" } + ["\(data.path) is there", "/dev/null is there", "/proc/self/status is there", "exit 0"])
    }

    @Test(arguments: identities)
    func `the temporary folder is bounded in bytes and in files`(identity: JailIdentity) throws {
        var limits = JailLimits()
        limits.scratchSize = 4 << 20
        limits.scratchFiles = 300
        let numbers = try Probe.run("fill", identity: identity, limits: limits).compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        try #require(numbers.count == 3)
        #expect((1 << 20)...(4 << 20) ~= numbers[0])
        #expect(100...300 ~= numbers[1])
        #expect(numbers[2] == 0)
    }

    @Test(arguments: identities)
    func `memory, descriptors, files and time have their bounds`(identity: JailIdentity) throws {
        var limits = JailLimits()
        limits.memory = 256 << 20
        limits.openFiles = 40
        limits.fileSize = 1 << 20
        limits.processorTime = 1
        func number(_ attempt: String) throws -> Int? { try Probe.run(attempt, identity: identity, limits: limits).first?.split(separator: " ").last.flatMap { Int($0) } }
        #expect(try (100 << 20)...(256 << 20) ~= #require(try number("memory")))
        #expect(try 30...40 ~= #require(try number("files")))
        // A file that grows too large is the end of who writes it.
        #expect(try Probe.run("fill", identity: identity, limits: limits) == ["exit \(128 + SIGXFSZ)"])
        let start = ContinuousClock.now
        #expect(try Probe.run("spin", identity: identity, limits: limits) == ["exit \(128 + SIGXCPU)"])
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test(.enabled(if: geteuid() == 0, "as an ordinary user the system counts by namespace, as root by the jail's user"))
    func `threads have their bound`() throws {
        var limits = JailLimits()
        limits.processes = 20
        #expect(try Probe.run("threads", identity: .slot(8), limits: limits) == ["threads 19", "exit 0"])
    }

    @Test(arguments: identities)
    func `the environment is what was given, and the folder is its own`(identity: JailIdentity) throws {
        setenv("LANDUSE_TEST_SECRET", "42", 1)
        let lines = try Probe.run("environment", identity: identity, environment: ["LANG": "C.UTF-8"])
        #expect(lines.filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("OLDPWD=") && !$0.hasPrefix("_=") } == ["LANG=C.UTF-8", "exit 0"])
        #expect(try Probe.run("sacrifice", identity: identity) == ["1000", "exit 0"])
        #expect(try Probe.run("folder", identity: identity) == ["/tmp/notebook", "exit 0"])
    }
}
