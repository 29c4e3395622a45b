namespace RiskEngine.Testing;

/// <summary>A folder of the test's own, gone after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder;

    /// <param name="inMemory">Where the machine has a file system in memory, there: for tests that write a file thousands of times.</param>
    public TemporaryFolder(bool inMemory = false) =>
        _folder =
            inMemory && Directory.Exists(Memory)
                ? Directory.CreateDirectory(
                    System.IO.Path.Combine(Memory, $"risk-engine-{System.IO.Path.GetRandomFileName()}")
                )
                : Directory.CreateTempSubdirectory("risk-engine-store-");

    public string Path => _folder.FullName;

    public string Store => System.IO.Path.Combine(_folder.FullName, "risk-engine.db");

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
