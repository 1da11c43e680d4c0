import CKernelRuntime
import Glibc

/// Which cell declared a type of a name last: the ones before are called older from then on.
struct TypeNames {
    private struct Declared {
        var module: String, symbol: String
    }

    /// By the type's name.
    private var newest: [String: Declared] = [:]

    /// Notes a type of the cell that begins to run.
    /// - Parameter kind: the letter for the kind of type in the compiler's symbols.
    /// - Returns: whether an older type got another name.
    mutating func declare(_ name: String, kind: Character, in module: String) -> Bool {
        let suffix = kind == "P" ? "Mp" : "Mn"
        let declared = Declared(module: module, symbol: "$s\(module.utf8.count)\(module)\(name.utf8.count)\(name)\(kind)\(suffix)")
        let older = newest.updateValue(declared, forKey: name)
        // Run again from the cache after a restart, a cell is the same module.
        guard let older, older.module != module, let descriptor = dlsym(nil, older.symbol) else { return false }
        return cell_rename_type(descriptor, "\(name) (older)")
    }

    /// Makes the runtime ask descriptors for their names again.
    static func forgetOld() {
        guard let function = dlsym(nil, "swift_getTypeName") else { return }
        _ = cell_forget_type_names(runtimeTypeName(TypeNames.self, qualified: false).text, function)
    }
}

/// The text that the runtime keeps for a type's name.
@_silgen_name("swift_getTypeName")
private func runtimeTypeName(_ type: Any.Type, qualified: Bool) -> (text: UnsafePointer<CChar>, length: Int)
