extension Module {
    /// Runs `body` with this module and all below it in evaluation mode, and puts each back into the mode that it was in:
    /// frozen BatchNorm layers that had been put into evaluation mode stay there.
    func evaluating<Result>(_ body: () throws -> Result) rethrows -> Result {
        let modes = modules().map { (module: $0, isTraining: $0.isTraining) }
        eval()
        defer { for (module, isTraining) in modes { module.isTraining = isTraining } }
        return try body()
    }
}
