extension CellRuntime {
    /// A parameter's value for this run, in the place of the one that its cell has. Both are there, so that the
    /// compiler finds the type that it would find without.
    public static func parameter<Value>(_ value: Value, instead default: @autoclosure () -> Value) -> Value { value }
}
