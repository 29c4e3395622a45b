using System.Runtime.InteropServices;
using System.Text;

namespace RiskEngine.Storage;

/// <summary>Which file a path leads to, whatever it is called.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there: its inode.</param>
/// <param name="Names">Under how many names it can be opened; none once it was deleted.</param>
/// <remarks>
/// Asked of the system by the path, and never by opening the file: to close it again would drop the locks that SQLite holds on it
/// in this process.
/// </remarks>
internal readonly record struct FileIdentity(ulong Device, ulong Number, uint Names)
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const int Size = 256;
    private const int NamesAt = 16;
    private const int NumberAt = 32;
    private const int MajorAt = 136;
    private const int MinorAt = 140;

    /// <summary>Whether it is the same file.</summary>
    internal bool IsSame(FileIdentity other) => Device == other.Device && Number == other.Number;

    /// <summary>The file at a path; null where the system does not tell: elsewhere than on Linux, or when there is none.</summary>
    internal static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var told = new byte[Size];
        try
        {
            if (Tell(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, BasicFields, told) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var device = ((ulong)BitConverter.ToUInt32(told, MajorAt) << 32) | BitConverter.ToUInt32(told, MinorAt);
        return new FileIdentity(device, BitConverter.ToUInt64(told, NumberAt), BitConverter.ToUInt32(told, NamesAt));
    }

    /// <summary>statx(2), whose result has one layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Tell(int folder, byte[] path, int flags, uint fields, byte[] told);
}
