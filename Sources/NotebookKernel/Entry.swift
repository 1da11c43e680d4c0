import CKernelRuntime
import Glibc
import KernelWire

/// The kernel's `main`: the host links this library, and those that a notebook names, into one
/// executable whose entry is here. The one argument is the session's stream mark key.
@_cdecl("notebook_kernel_main")
public func notebookKernelMain(
    _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
    guard count == 2, let key = arguments[1] else {
        HostChannel.writeAll(Array("landuse-kernel: started by landuse, not by hand\n".utf8), to: STDERR_FILENO)
        return 64
    }
    kernel_prepare_main_thread()
    let mark = StreamMark(key: String(cString: key))
    // A thread of its own, so that this one can serve the main queue, which @MainActor code needs.
    KernelThread.start { Kernel.serve(streamMark: mark) }
    kernel_serve_main_thread()
}
