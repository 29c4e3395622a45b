using RiskEngine.Gemini;

namespace RiskEngine.Benchmarks;

/// <summary>Where a simulator listens, and what a client of it has to trust.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Fingerprint">Its certificate's SHA-256; empty over plain http.</param>
internal sealed record SimulatorAddress(Uri Uri, string Fingerprint)
{
    internal string Scheme => Uri.Scheme.ToUpperInvariant();

    internal IExchange Exchange() =>
        Fingerprint.Length == 0 ? new GeminiExchange(TimeProvider.System) : new PinnedGemini(Fingerprint);

    internal SocketsHttpHandler Trusting(SocketsHttpHandler handler) =>
        Fingerprint.Length == 0 ? handler : PinnedGemini.Pinned(handler, Fingerprint);
}
