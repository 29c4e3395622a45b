using System.IO.Compression;
using System.Text;

namespace RiskEngine.Gemini.Tests;

/// <summary>No answer is asked for in compressed form; fronts send some all the same.</summary>
public sealed class CompressedAnswerTests
{
    private const string Body = """{"result":"ok","details":{"cancelledOrders":[7],"cancelRejects":[]}}""";

    private static readonly ExchangeAnswer Accepted = new ExchangeAnswer.CancelAccepted([new OrderId(7)], []);

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("deflate-raw")]
    [InlineData("identity")]
    public async Task Answer_must_be_read_when_it_is_compressed_unasked(string encoding)
    {
        var answer = await Read([encoding.Replace("-raw", "", StringComparison.Ordinal)], Compress(encoding, Body));

        answer.ShouldBe(Accepted);
    }

    [Fact]
    public async Task Answer_must_be_read_when_it_is_compressed_twice()
    {
        var once = Compress("gzip", Body);

        (await Read(["gzip", "br"], Compress("br", once))).ShouldBe(Accepted);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Answer_must_be_too_long_when_it_grows_beyond_the_limit(string encoding)
    {
        var bomb = Compress(encoding, new string(' ', 64 * 1024 * 1024));
        bomb.Length.ShouldBeLessThan(Gateways.Options.MaxAnswerBytes);

        ShouldBeUnknown(await Read([encoding], bomb), UnknownReason.AnswerTooLong);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Answer_must_be_unreadable_when_it_is_not_compressed_as_it_says(string encoding)
    {
        byte[] broken = [0x78, 0x9c, 0xff, 0xff, 0xff, 0xff, 0x00, 0x01, 0xff, 0xff, 0xff];

        ShouldBeUnknown(await Read([encoding], broken), UnknownReason.UnreadableAnswer);
    }

    [Fact]
    public async Task Answer_must_be_nobodys_word_when_it_is_compressed_as_nobody_knows() =>
        ShouldBeUnknown(await Read(["zstd"], [0x28, 0xb5, 0x2f, 0xfd]), UnknownReason.NotTheExchange);

    private static async Task<ExchangeAnswer> Read(string[] encodings, byte[] body)
    {
        await using var gateway = Gateways.Behind(
            new StubHandler(_ =>
            {
                var response = StubHandler.Response(200, body);
                foreach (var encoding in encodings)
                    response.Content.Headers.ContentEncoding.Add(encoding);
                return response;
            })
        );
        return await gateway.SendAsync(Gateways.Outbound(Gateways.CancelSession), CancellationToken.None);
    }

    private static byte[] Compress(string encoding, string body) => Compress(encoding, Encoding.UTF8.GetBytes(body));

    private static byte[] Compress(string encoding, byte[] body)
    {
        var compressed = new MemoryStream();
        using (Stream stream = Compressor(encoding, compressed))
            stream.Write(body);
        return compressed.ToArray();
    }

    private static Stream Compressor(string encoding, Stream to) =>
        encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(to, CompressionLevel.Fastest),
            "BR" => new BrotliStream(to, CompressionLevel.Fastest),
            "DEFLATE" => new ZLibStream(to, CompressionLevel.Fastest),
            "DEFLATE-RAW" => new DeflateStream(to, CompressionLevel.Fastest),
            _ => to,
        };

    private static void ShouldBeUnknown(ExchangeAnswer answer, UnknownReason expected) =>
        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(expected);
}
