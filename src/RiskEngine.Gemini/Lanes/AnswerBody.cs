using System.Text;
using System.Text.Unicode;

namespace RiskEngine.Gemini;

/// <summary>An answer's body: whole, or known to be longer than allowed.</summary>
/// <param name="Bytes">The whole body; empty when it is too long.</param>
/// <param name="IsTooLong">Whether it is longer than the limit.</param>
internal readonly record struct AnswerBody(ReadOnlyMemory<byte> Bytes, bool IsTooLong)
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

    /// <summary>Reads no more than <paramref name="limit"/> bytes and one.</summary>
    internal static async Task<AnswerBody> ReadAsync(
        HttpContent content,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var told = content.Headers.ContentLength;
        if (told > limit)
            return new AnswerBody(default, IsTooLong: true);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var bytes = new byte[(told ?? Math.Min(FirstRead, limit)) + 1];
        var length = 0;
        while (
            await stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read
        )
        {
            length += read;
            if (length > limit)
                return new AnswerBody(default, IsTooLong: true);
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Min(2 * bytes.Length, limit + 1));
        }

        return new AnswerBody(bytes.AsMemory(0, length), IsTooLong: false);
    }

    /// <summary>For people: the body's text, or why there is none.</summary>
    public override string ToString() =>
        IsTooLong ? "(too long)"
        : Bytes.IsEmpty ? "(empty)"
        : Encoding.UTF8.GetString(Bytes.Span);
}
