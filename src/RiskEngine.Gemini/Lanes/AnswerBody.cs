using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace RiskEngine.Gemini;

/// <summary>An answer's body: whole, or known to be longer than allowed or broken.</summary>
/// <param name="Bytes">The whole body, decompressed; empty when it is too long or broken.</param>
/// <param name="Flaw">What keeps it from being read.</param>
internal readonly record struct AnswerBody(ReadOnlyMemory<byte> Bytes, AnswerBody.Flaws Flaw)
{
    private const int FirstRead = 4 * 1024;

    /// <summary>What may be JSON: without a byte order mark, and empty when it is not UTF-8.</summary>
    internal ReadOnlySpan<byte> Json
    {
        get
        {
            var bytes = Bytes.Span;
            if (bytes.StartsWith(Encoding.UTF8.Preamble))
                bytes = bytes[Encoding.UTF8.Preamble.Length..];
            return Utf8.IsValid(bytes) ? bytes : default;
        }
    }

    /// <summary>Whether it is meant as a JSON object or array, broken or not.</summary>
    internal bool LooksLikeJson => Json.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>
    /// Reads no more than <paramref name="limit"/> bytes and one, on the wire and after decompression. None is asked for; a front
    /// may compress all the same.
    /// </summary>
    internal static async Task<AnswerBody> ReadAsync(
        HttpContent content,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var told = content.Headers.ContentLength;
        if (told > limit)
            return new AnswerBody(default, Flaws.TooLong);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = await ReadAsync(stream, (int?)told, limit, cancellationToken).ConfigureAwait(false);
        // Asked for first: to make the collection costs as much as to read a cancel's whole answer.
        if (!content.Headers.NonValidated.Contains("Content-Encoding"))
            return body;
        foreach (var encoding in content.Headers.ContentEncoding.Reverse())
            body = await DecompressAsync(body, encoding, limit, cancellationToken).ConfigureAwait(false);
        return body;
    }

    /// <summary>For people: the body's text, or why there is none.</summary>
    public override string ToString() =>
        Flaw switch
        {
            Flaws.TooLong => "(too long)",
            Flaws.Broken => "(broken compression)",
            Flaws.None when Bytes.IsEmpty => "(empty)",
            // A coding that is not known here, or nobody's protocol: no terminal should have to show it.
            Flaws.None when !Utf8.IsValid(Bytes.Span) => $"({Bytes.Length} bytes that are no text)",
            Flaws.None => Encoding.UTF8.GetString(Bytes.Span),
        };

    private static async Task<AnswerBody> ReadAsync(
        Stream stream,
        int? told,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var bytes = new byte[(told ?? Math.Min(FirstRead, limit)) + 1];
        var length = 0;
        while (
            await stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read
        )
        {
            length += read;
            if (length > limit)
                return new AnswerBody(default, Flaws.TooLong);
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(2 * bytes.Length, limit + 1));
        }

        return new AnswerBody(bytes.AsMemory(0, length), Flaws.None);
    }

    private static async Task<AnswerBody> DecompressAsync(
        AnswerBody body,
        string encoding,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (body.Flaw is not Flaws.None)
            return body;
        var compressed = new MemoryStream(body.Bytes.ToArray(), writable: false);
        await using var stream = Decompressor(encoding, compressed, body.Bytes.Span);
        try
        {
            return await ReadAsync(stream, null, limit, cancellationToken).ConfigureAwait(false);
        }
        // What the decompressors of .NET say of broken data.
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            return new AnswerBody(default, Flaws.Broken);
        }
    }

    private static Stream Decompressor(string encoding, Stream compressed, ReadOnlySpan<byte> bytes) =>
        encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(compressed, CompressionMode.Decompress),
            "BR" => new BrotliStream(compressed, CompressionMode.Decompress),
            // By the standard it is the zlib format; some send the bare one.
            "DEFLATE" when IsZlib(bytes) => new ZLibStream(compressed, CompressionMode.Decompress),
            "DEFLATE" => new DeflateStream(compressed, CompressionMode.Decompress),
            _ => compressed,
        };

    private static bool IsZlib(ReadOnlySpan<byte> bytes) =>
        bytes is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;

    /// <summary>What keeps a body from being read.</summary>
    internal enum Flaws
    {
        None,

        /// <summary>It is longer than the limit.</summary>
        TooLong,

        /// <summary>It says that it is compressed, and is not what it says.</summary>
        Broken,
    }
}
