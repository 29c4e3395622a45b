using System.Text.Json.Serialization;

namespace RiskEngine.Host.Api;

/// <summary>How the command line reads what a service answers.</summary>
/// <remarks>
/// Milder than <see cref="ApiJson"/>: absent is null, and what a newer service says besides is passed over. A kill that
/// was carried out must never look failed because of how its answer is written.
/// </remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CancelAnswer))]
[JsonSerializable(typeof(EngageAnswer))]
[JsonSerializable(typeof(ResetAnswer))]
[JsonSerializable(typeof(KillSwitchView))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(ProblemView))]
internal sealed partial class AnswerJson : JsonSerializerContext;
