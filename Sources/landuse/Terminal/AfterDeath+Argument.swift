import ArgumentParser
import KernelHost

extension NotebookRunner.AfterDeath: ExpressibleByArgument {}
