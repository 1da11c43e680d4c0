/// The numbers of system calls that nothing in a jail has a use for.
enum DeniedCalls {
    struct Call {
        var name: String
        /// `nil` where there is no such call.
        var x86_64: UInt32?
        var aarch64: UInt32?

        func number(_ architecture: ProcessorArchitecture) -> UInt32? {
            switch architecture {
            case .x86_64: x86_64
            case .aarch64: aarch64
            }
        }
    }

    /// From Linux's tables; calls that came after version 5.0 have one number everywhere.
    static let all: [Call] = [
        // Other machines, and other processes by a socket.
        Call(name: "socket", x86_64: 41, aarch64: 198),
        Call(name: "socketpair", x86_64: 53, aarch64: 199),
        // More processes. Threads are made by `clone`, which has a rule of its own.
        Call(name: "fork", x86_64: 57, aarch64: nil),
        Call(name: "vfork", x86_64: 58, aarch64: nil),
        // Other processes' memory and descriptors. The kernel reads its own by `process_vm_readv`, which says where none is.
        Call(name: "ptrace", x86_64: 101, aarch64: 117),
        Call(name: "process_vm_writev", x86_64: 311, aarch64: 271),
        Call(name: "process_madvise", x86_64: 440, aarch64: 440),
        Call(name: "process_mrelease", x86_64: 448, aarch64: 448),
        Call(name: "pidfd_open", x86_64: 434, aarch64: 434),
        Call(name: "pidfd_getfd", x86_64: 438, aarch64: 438),
        Call(name: "pidfd_send_signal", x86_64: 424, aarch64: 424),
        Call(name: "kcmp", x86_64: 312, aarch64: 272),
        // What is mounted where.
        Call(name: "mount", x86_64: 165, aarch64: 40),
        Call(name: "umount2", x86_64: 166, aarch64: 39),
        Call(name: "pivot_root", x86_64: 155, aarch64: 41),
        Call(name: "chroot", x86_64: 161, aarch64: 51),
        Call(name: "fsopen", x86_64: 430, aarch64: 430),
        Call(name: "fsconfig", x86_64: 431, aarch64: 431),
        Call(name: "fsmount", x86_64: 432, aarch64: 432),
        Call(name: "fspick", x86_64: 433, aarch64: 433),
        Call(name: "move_mount", x86_64: 429, aarch64: 429),
        Call(name: "open_tree", x86_64: 428, aarch64: 428),
        Call(name: "mount_setattr", x86_64: 442, aarch64: 442),
        Call(name: "unshare", x86_64: 272, aarch64: 97),
        Call(name: "setns", x86_64: 308, aarch64: 268),
        // Files by other ways than their path.
        Call(name: "open_by_handle_at", x86_64: 304, aarch64: 265),
        Call(name: "name_to_handle_at", x86_64: 303, aarch64: 264),
        // Memory that no limit counts.
        Call(name: "memfd_create", x86_64: 319, aarch64: 279),
        Call(name: "memfd_secret", x86_64: 447, aarch64: 447),
        Call(name: "shmget", x86_64: 29, aarch64: 194),
        Call(name: "msgget", x86_64: 68, aarch64: 186),
        Call(name: "semget", x86_64: 64, aarch64: 190),
        Call(name: "mq_open", x86_64: 240, aarch64: 180),
        Call(name: "io_setup", x86_64: 206, aarch64: 0),
        Call(name: "add_key", x86_64: 248, aarch64: 217),
        Call(name: "request_key", x86_64: 249, aarch64: 218),
        Call(name: "keyctl", x86_64: 250, aarch64: 219),
        // Locks on files that others read too: a way to talk to them, or to keep them waiting.
        Call(name: "flock", x86_64: 73, aarch64: 32),
        // Large and seldom used parts of the system.
        Call(name: "bpf", x86_64: 321, aarch64: 280),
        Call(name: "perf_event_open", x86_64: 298, aarch64: 241),
        Call(name: "userfaultfd", x86_64: 323, aarch64: 282),
        Call(name: "io_uring_setup", x86_64: 425, aarch64: 425),
        Call(name: "io_uring_enter", x86_64: 426, aarch64: 426),
        Call(name: "io_uring_register", x86_64: 427, aarch64: 427),
        Call(name: "fanotify_init", x86_64: 300, aarch64: 262),
        Call(name: "inotify_init", x86_64: 253, aarch64: nil),
        Call(name: "inotify_init1", x86_64: 294, aarch64: 26),
        Call(name: "vmsplice", x86_64: 278, aarch64: 75),
        Call(name: "seccomp", x86_64: 317, aarch64: 277),
        Call(name: "personality", x86_64: 135, aarch64: 92),
        Call(name: "modify_ldt", x86_64: 154, aarch64: nil),
        // Names beside a file's content, which take memory too.
        Call(name: "setxattr", x86_64: 188, aarch64: 5),
        Call(name: "lsetxattr", x86_64: 189, aarch64: 6),
        Call(name: "fsetxattr", x86_64: 190, aarch64: 7),
        // The machine itself.
        Call(name: "kexec_load", x86_64: 246, aarch64: 104),
        Call(name: "kexec_file_load", x86_64: 320, aarch64: 294),
        Call(name: "init_module", x86_64: 175, aarch64: 105),
        Call(name: "finit_module", x86_64: 313, aarch64: 273),
        Call(name: "delete_module", x86_64: 176, aarch64: 106),
        Call(name: "create_module", x86_64: 174, aarch64: nil),
        Call(name: "reboot", x86_64: 169, aarch64: 142),
        Call(name: "swapon", x86_64: 167, aarch64: 224),
        Call(name: "swapoff", x86_64: 168, aarch64: 225),
        Call(name: "settimeofday", x86_64: 164, aarch64: 170),
        Call(name: "clock_settime", x86_64: 227, aarch64: 112),
        Call(name: "clock_adjtime", x86_64: 305, aarch64: 266),
        Call(name: "adjtimex", x86_64: 159, aarch64: 171),
        Call(name: "syslog", x86_64: 103, aarch64: 116),
        Call(name: "acct", x86_64: 163, aarch64: 89),
        Call(name: "quotactl", x86_64: 179, aarch64: 60),
        Call(name: "quotactl_fd", x86_64: 443, aarch64: 443),
        Call(name: "sethostname", x86_64: 170, aarch64: 161),
        Call(name: "setdomainname", x86_64: 171, aarch64: 162),
        Call(name: "vhangup", x86_64: 153, aarch64: 58),
        Call(name: "iopl", x86_64: 172, aarch64: nil),
        Call(name: "ioperm", x86_64: 173, aarch64: nil),
        Call(name: "uselib", x86_64: 134, aarch64: nil),
        Call(name: "ustat", x86_64: 136, aarch64: nil),
        Call(name: "sysfs", x86_64: 139, aarch64: nil),
        Call(name: "_sysctl", x86_64: 156, aarch64: nil),
        Call(name: "lookup_dcookie", x86_64: 212, aarch64: 18),
        Call(name: "nfsservctl", x86_64: 180, aarch64: 42),
    ]
}
