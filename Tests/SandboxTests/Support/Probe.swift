import CellCompiler
import Foundation
import TestFolders

@testable import Sandbox

/// A small program that tries what a jail is to keep it from, and says what it came to.
enum Probe {
    /// The program, compiled once.
    static let program: Result<URL, any Error> = Result {
        let folder = try TemporaryFolder()
        let file = try folder.write(source, to: "probe.c")
        let program = FileManager.default.temporaryDirectory.appending(path: "landuse-probe-\(getpid())")
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["clang", "-O1", "-pthread", "-Wno-deprecated-declarations", "-o", program.path, file.path]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return program
    }

    /// Has it take something in a jail and hold it, and looks at it from outside.
    static func holding<Seen>(_ what: String, identity: JailIdentity, limits: JailLimits, look: (JailStation, Int32) -> Seen) throws -> Seen {
        let folder = try TemporaryFolder()
        let station = try JailStation.prepare(in: folder.url)
        let process = try process(["hold", what], station, identity, limits), input = Pipe(), output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        guard output.fileHandleForReading.availableData == Data("held\n".utf8) else { throw CocoaError(.executableLoad) }
        return look(station, process.processIdentifier)
    }

    private static func process(
        _ arguments: [String], _ station: JailStation, _ identity: JailIdentity, _ limits: JailLimits, readable: [String] = [], environment: [String: String] = [:]
    ) throws -> Process {
        let program = try program.get()
        let command = JailCommand(
            station: station, identity: identity, limits: limits, system: .libraries(station.programs), readable: [program.path] + readable,
            environment: environment
        ).wrap(program.path, arguments)
        let process = Process()
        process.executableURL = URL(filePath: command.program)
        process.arguments = command.arguments
        process.environment = command.environment
        return process
    }

    /// Runs one of its attempts in a jail, and gives the lines that it printed.
    static func run(
        _ attempt: String, _ arguments: [String] = [], identity: JailIdentity, limits: JailLimits = JailLimits(), readable: [String] = [],
        environment: [String: String] = [:]
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        let station = try JailStation.prepare(in: folder.url)
        let process = try process([attempt] + arguments, station, identity, limits, readable: readable, environment: environment), output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").map(String.init) + ["exit \(process.terminationStatus)"]
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <dirent.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <pthread.h>
        #include <sched.h>
        #include <signal.h>
        #include <spawn.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/file.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <sys/mount.h>
        #include <sys/ptrace.h>
        #include <sys/socket.h>
        #include <sys/syscall.h>
        #include <sys/wait.h>
        #include <unistd.h>
        extern char **environ;
        static void report(const char *what, long result) { if (result < 0) printf("%s %d\n", what, errno); else printf("%s works\n", what); }
        static void *forever(void *unused) { for (;;) pause(); return unused; }
        int main(int count, char **arguments) {
            setvbuf(stdout, NULL, _IOLBF, 0);
            const char *attempt = count > 1 ? arguments[1] : "";
            if (!strcmp(attempt, "sockets")) {
                int tried = 0;
                for (int family = 0; family < 64; family++) for (int type = 1; type < 6; type++) {
                    if (socket(family, type, 0) >= 0) printf("family %d type %d\n", family, type);
                    tried++;
                }
                int pair[2];
                report("pair", socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
                printf("tried %d\n", tried);
            } else if (!strcmp(attempt, "processes")) {
                report("fork", syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
                report("fork-of-libc", fork());
                report("clone3", syscall(SYS_clone3, NULL, 0));
                pid_t child;
                char *empty[] = {arguments[0], NULL};
                int error = posix_spawn(&child, arguments[0], NULL, NULL, empty, environ);
                printf("spawn %d\n", error);
                FILE *stream = popen("true", "r");
                printf("popen %s\n", stream ? "works" : "fails");
            } else if (!strcmp(attempt, "others")) {
                DIR *folder = opendir("/proc");
                struct dirent *entry;
                int others = 0;
                while ((entry = readdir(folder))) { long id = strtol(entry->d_name, NULL, 10); if (id > 1 && id != getpid()) others++; }
                printf("others %d\n", others);
                report("memory-of-first", open("/proc/1/mem", O_RDWR));
                report("root-of-first", open("/proc/1/root/etc", O_RDONLY));
                errno = 0;
                printf("user %s\n", getuid() && geteuid() && getgid() && getegid() ? "nobody" : "root");
                printf("groups %d\n", getgroups(0, NULL));
            } else if (!strcmp(attempt, "calls")) {
                report("unshare", unshare(CLONE_NEWUSER));
                report("mount", mount("none", "/tmp", "tmpfs", 0, ""));
                report("remount", mount("none", "/", "", MS_REMOUNT | MS_BIND, ""));
                report("ptrace", ptrace(PTRACE_TRACEME, 0, 0, 0));
                report("memfd", syscall(SYS_memfd_create, "x", 0));
                report("shared-memory", syscall(SYS_shmget, 0, 4096, 01600));
                report("keyring", syscall(SYS_keyctl, 0, -3, 1));
                report("bpf", syscall(SYS_bpf, 0, NULL, 0));
                report("perf", syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
                report("io_uring", syscall(425, 8, NULL));
                report("userfaultfd", syscall(SYS_userfaultfd, 0));
                report("personality", syscall(SYS_personality, 0xffffffff));
                report("terminal", ioctl(0, 0x5412, "x"));
                int ends[2];
                report("pipe", pipe(ends));
                report("pipe-size", fcntl(ends[0], 1031, 1 << 20));
                report("root", setuid(0));
            } else if (!strcmp(attempt, "locks")) {
                int file = open(arguments[2], O_RDONLY), folder = open(arguments[3], O_RDONLY | O_DIRECTORY);
                struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 4242, .l_len = 1};
                report("lock", fcntl(file, F_SETLK, &lock));
                report("lock-of-open-file", fcntl(file, F_OFD_SETLK, &lock));
                lock.l_type = F_WRLCK;
                report("look", fcntl(file, F_GETLK, &lock));
                report("look-at-open-file", fcntl(file, F_OFD_GETLK, &lock));
                report("flock", flock(file, LOCK_SH | LOCK_NB));
                report("lease", fcntl(file, F_SETLEASE, F_RDLCK));
                report("notice", fcntl(folder, F_NOTIFY, DN_ACCESS | DN_MULTISHOT));
                unsigned long long hint = 3;
                report("hint", fcntl(file, 1036, &hint));
                // Two that exclude each other.
                int one = open("/tmp/own", O_RDWR | O_CREAT, 0600), two = open("/tmp/own", O_RDWR);
                lock.l_pid = 0;
                lock.l_type = F_WRLCK;
                report("one", fcntl(one, F_OFD_SETLK, &lock));
                report("two", fcntl(two, F_OFD_SETLK, &lock));
            } else if (!strcmp(attempt, "write")) {
                for (int i = 2; i < count; i++) {
                    int file = open(arguments[i], O_WRONLY | O_CREAT, 0666);
                    if (file >= 0) printf("%s can be written\n", arguments[i]);
                }
            } else if (!strcmp(attempt, "read")) {
                for (int i = 2; i < count; i++) printf("%s %s\n", arguments[i], access(arguments[i], F_OK) == 0 ? "is there" : "is not there");
            } else if (!strcmp(attempt, "fill")) {
                static char block[1 << 16];
                long bytes = 0, files = 0, written;
                int file = open("/tmp/large", O_WRONLY | O_CREAT, 0600);
                while ((written = write(file, block, sizeof block)) > 0) bytes += written;
                printf("bytes %ld\n", bytes);
                truncate("/tmp/large", 0);
                char name[64];
                for (;; files++) {
                    snprintf(name, sizeof name, "/tmp/notebook/%ld", files);
                    if ((file = open(name, O_WRONLY | O_CREAT, 0600)) < 0) break;
                    close(file);
                }
                printf("files %ld\n", files);
            } else if (!strcmp(attempt, "memory")) {
                long bytes = 0;
                while (mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED) bytes += 1 << 20;
                printf("bytes %ld\n", bytes);
            } else if (!strcmp(attempt, "threads")) {
                pthread_attr_t attributes;
                pthread_attr_init(&attributes);
                pthread_attr_setstacksize(&attributes, 1 << 16);
                pthread_t thread;
                int threads = 0;
                while (threads < 5000 && !pthread_create(&thread, &attributes, forever, NULL)) threads++;
                printf("threads %d\n", threads);
                fflush(stdout);
                _exit(0);
            } else if (!strcmp(attempt, "files")) {
                int files = 0;
                while (open("/dev/null", O_RDONLY) >= 0) files++;
                printf("files %d\n", files);
            } else if (!strcmp(attempt, "hold")) {
                const char *what = arguments[2];
                static char block[1 << 16];
                char name[64];
                if (!strcmp(what, "threads")) {
                    pthread_attr_t attributes;
                    pthread_attr_init(&attributes);
                    pthread_attr_setstacksize(&attributes, 1 << 16);
                    pthread_t thread;
                    while (!pthread_create(&thread, &attributes, forever, NULL)) {}
                } else if (!strcmp(what, "files")) {
                    while (open("/dev/null", O_RDONLY) >= 0) {}
                } else if (!strcmp(what, "bytes")) {
                    // In files that are smaller than a file may be.
                    for (int i = 0; ; i++) {
                        snprintf(name, sizeof name, "/tmp/%d", i);
                        int file = open(name, O_WRONLY | O_CREAT, 0600), written = 0, count;
                        while (written < 1 << 20 && (count = write(file, block, sizeof block)) > 0) written += count;
                        close(file);
                        if (written < 1 << 20) break;
                    }
                } else if (!strcmp(what, "names")) {
                    for (int i = 0; ; i++) {
                        snprintf(name, sizeof name, "/tmp/%d", i);
                        if (symlink("nowhere", name)) break;
                    }
                }
                printf("held\n");
                fflush(stdout);
                while (read(0, name, sizeof name) > 0) {}
                _exit(0);
            } else if (!strcmp(attempt, "spin")) {
                for (volatile long i = 0;; i++) {}
            } else if (!strcmp(attempt, "environment")) {
                for (char **variable = environ; *variable; variable++) printf("%s\n", *variable);
            } else if (!strcmp(attempt, "sacrifice")) {
                char score[16] = "";
                if (read(open("/proc/self/oom_score_adj", O_RDONLY), score, sizeof score - 1) > 0) printf("%s", score);
            } else if (!strcmp(attempt, "folder")) {
                char folder[4096];
                printf("%s\n", getcwd(folder, sizeof folder));
            } else return 64;
            return 0;
        }
        """#
}
