using System.IO.Compression;

namespace RiskEngine.Simulator.Rules;

/// <summary>How a body is compressed.</summary>
public enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary><c>gzip</c></summary>
    Gzip,

    /// <summary><c>deflate</c>, in its zlib wrapping.</summary>
    Deflate,

    /// <summary><c>br</c></summary>
    Brotli,
}

/// <summary>Compresses bodies.</summary>
internal static class ContentCodings
{
    /// <summary>The value of the <c>Content-Encoding</c> header; null for none.</summary>
    public static string? Name(ContentCoding coding) =>
        coding switch
        {
            ContentCoding.Identity => null,
            ContentCoding.Gzip => "gzip",
            ContentCoding.Deflate => "deflate",
            ContentCoding.Brotli => "br",
        };

    public static byte[] Compress(byte[] body, ContentCoding coding)
    {
        if (coding == ContentCoding.Identity)
            return body;
        using var compressed = new MemoryStream();
        using (var stream = Open(compressed, coding))
            stream.Write(body);
        return compressed.ToArray();
    }

    private static Stream Open(Stream into, ContentCoding coding) =>
        coding switch
        {
            ContentCoding.Gzip => new GZipStream(into, CompressionLevel.Fastest),
            ContentCoding.Deflate => new ZLibStream(into, CompressionLevel.Fastest),
            ContentCoding.Brotli => new BrotliStream(into, CompressionLevel.Fastest),
            ContentCoding.Identity => throw new ArgumentException("Nothing compresses it.", nameof(coding)),
        };
}
