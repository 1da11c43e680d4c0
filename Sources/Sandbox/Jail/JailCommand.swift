import CellCompiler

/// The command line that runs a program in a jail. Pure: it looks at nothing, and starts nothing.
///
/// From the outside in:
///
///  * `unshare` makes a mount namespace, in which the shell mounts the bounded temporary folder (bubblewrap can bound its
///    bytes and not its files, of which millions would fill the memory as well) and opens the filter of system calls;
///  * `bwrap` makes all other namespaces and the view of the files, and then sets the filter;
///  * where root grades, `setpriv` becomes the jail's user. Only now: it is root who can read what the jail is to see, and
///    `bwrap --uid` would stay root outside;
///  * `prlimit` sets the limits, which count for the jail's own user then, or in its own namespace.
struct JailCommand {
    var station: JailStation
    var identity: JailIdentity
    var limits: JailLimits
    var system: SystemView
    /// Files and folders that are seen where they are.
    var readable: [String] = []
    /// Files and folders that are seen elsewhere, the ones above others first.
    var placed: [(source: String, place: String)] = []
    var writable: [String] = []
    var environment: [String: String]

    /// The temporary folder, and in it the one where the program begins.
    static let temporaryFolder = "/tmp", workingFolder = "/tmp/notebook"

    /// Mounts the temporary folder and goes on with the filter as descriptor 9, which bubblewrap reads and closes. Where the
    /// machine's memory ends, what is in a jail goes first, and nothing of the grader's.
    private static let script = #"echo 1000 2>/dev/null >/proc/self/oom_score_adj; mount=$1 options=$2 scratch=$3 filter=$4; shift 4; "$mount" -t tmpfs -o "$options" landuse "$scratch" && exec "$@" 9<"$filter""#

    func wrap(_ program: String, _ arguments: [String]) -> ProgramLaunch.Command {
        let programs = station.programs
        var line: [String] = identity == .oneself ? ["--user", "--map-root-user", "--mount"] : ["--mount"]
        line += [programs.shell, "-c", Self.script, "landuse-jail", programs.mount, scratchOptions, station.scratch, station.filter]
        line += [programs.bubblewrap] + namespaces
        line += Self.folders(above: system.paths) + system.paths.flatMap { ["--ro-bind-try", $0, $0] }
        line += system.links.sorted { $0.key < $1.key }.flatMap { ["--symlink", $0.value, $0.key] } + devices
        line += ["--bind", station.scratch, Self.temporaryFolder, "--dir", Self.workingFolder, "--chmod", "0777", Self.workingFolder]
        line += Self.folders(above: readable + placed.map(\.place) + writable)
        line += readable.flatMap { ["--ro-bind-try", $0, $0] } + placed.flatMap { ["--ro-bind", $0.source, $0.place] }
        line += writable.flatMap { ["--bind", $0, $0] }
        line += ["--remount-ro", "/", "--chdir", Self.workingFolder, "--seccomp", "9", "--"]
        line += identityChange + [programs.prlimit] + limits.arguments + [program] + arguments
        return ProgramLaunch.Command(program: programs.unshare, arguments: line, environment: environment, workingDirectory: "/")
    }

    /// Makes the folders that lead to some paths; those that bubblewrap makes unasked are closed to all but root.
    private static func folders(above paths: [String]) -> [String] {
        var seen: Set<String> = ["/"], folders: [String] = []
        for path in paths {
            var folder = ""
            for step in path.split(separator: "/").dropLast() {
                folder += "/\(step)"
                if seen.insert(folder).inserted { folders += ["--dir", folder] }
            }
        }
        return folders
    }

    private var scratchOptions: String { "size=\(limits.scratchSize),nr_inodes=\(limits.scratchFiles),mode=1777,nosuid,nodev,noexec" }

    private var namespaces: [String] {
        let user = identity == .oneself ? ["--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000"] : []
        return user + [
            "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "jail", "--new-session",
            "--die-with-parent",
        ]
    }

    /// The devices that programs count on. A folder of our own: bubblewrap's has a terminal and unbounded shared memory.
    private var devices: [String] {
        let names = ["null", "zero", "full", "random", "urandom"]
        // The settings of the system are root's to change, but for a program that is its own namespace's root by mistake.
        return ["--proc", "/proc", "--ro-bind-try", "/proc/sys", "/proc/sys", "--size", "65536", "--tmpfs", "/dev"]
            + names.flatMap { ["--dev-bind", "/dev/\($0)", "/dev/\($0)"] } + ["--symlink", "/proc/self/fd", "/dev/fd", "--remount-ro", "/dev"]
    }

    private var identityChange: [String] {
        guard case .user(let id) = identity else { return [] }
        return [station.programs.setpriv, "--reuid", "\(id)", "--regid", "\(id)", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]
    }
}
