// The entry point of the command line.
print("usage: \(CommandLine.arguments[0]) [--help]")
