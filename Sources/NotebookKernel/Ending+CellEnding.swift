import CKernelRuntime
import Glibc
import KernelWire

extension KernelReply.Ending {
    /// A report of how a cell's thread ended, with addresses that the host can look up.
    init(_ ending: cell_ending, message: String, defect: String, heldMemory: UInt64) {
        self.init(cause: Cause(rawValue: UInt8(ending.cause.rawValue)) ?? .signal)
        self.message = message
        stepsFinished = cell_step()
        signal = ending.signal
        signalCode = ending.signal_code
        faultAddress = UInt64(ending.fault_address)
        isStackOverflow = ending.is_stack_overflow
        isOnCellThread = ending.is_on_cell_thread
        self.defect = defect
        self.heldMemory = heldMemory
        var stack = ending.stack
        let inner = withUnsafeBytes(of: &stack.inner) { Array($0.bindMemory(to: UInt.self).prefix(Int(stack.inner_count))) }
        let outer = withUnsafeBytes(of: &stack.outer) { Array($0.bindMemory(to: UInt.self).prefix(Int(stack.outer_count))) }
        frames = (inner + outer).map(KernelReply.CodeAddress.init)
        if let first = frames.first, !first.isInCell {
            // The C library keeps no frames: who called it is found among the words on the stack. Where all frames
            // are missing, the others of these words are better than none.
            var ending = ending
            let callers = withUnsafeBytes(of: &ending.frameless) { Array($0.bindMemory(to: UInt.self).prefix(Int(ending.frameless_count))) }
                .map(KernelReply.CodeAddress.init)
            let isLost = !frames.contains(where: \.isInCell)
            // The Swift runtime does keep frames, down from where it was called.
            let isKnown = frames.dropFirst().first?.library.hasSuffix("/libswiftCore.so") ?? false
            if isLost || !isKnown { frames.insert(contentsOf: callers.prefix(isLost ? callers.count : 1).filter { !frames.contains($0) }, at: 1) }
        }
        framesOmitted = stack.omitted
    }
}

extension KernelReply.CodeAddress {
    /// Whether the address lies in a compiled cell.
    fileprivate var isInCell: Bool { library.hasSuffix("/cell.so") }

    /// The library that an address of this process belongs to, and the offset in it.
    fileprivate init(_ address: UInt) {
        var offset: UInt = 0
        if let path = cell_library_of(address, &offset) {
            self.init(library: String(cString: path), offset: UInt64(offset))
        } else {
            self.init(library: "", offset: UInt64(address))
        }
    }
}
