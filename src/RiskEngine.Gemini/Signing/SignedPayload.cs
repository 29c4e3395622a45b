namespace RiskEngine.Gemini;

/// <summary>What travels in the headers. It lets nobody in again, but it is kept out of all texts as credentials are.</summary>
/// <param name="Base64">The payload, standard padded Base64.</param>
/// <param name="Signature">Lower-case hex; empty for a bearer token.</param>
internal readonly record struct SignedPayload(string Base64, string Signature);
