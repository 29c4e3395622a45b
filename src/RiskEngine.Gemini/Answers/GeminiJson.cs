using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>How answers are read: strictly. A field that occurs twice makes the whole answer unreadable.</summary>
[ExcludeFromCodeCoverage(Justification = "Generated.")]
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    AllowDuplicateProperties = false,
    Converters = [typeof(OrderIdJson)]
)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(RolesBody))]
[JsonSerializable(typeof(HeartbeatBody))]
internal sealed partial class GeminiJson : JsonSerializerContext;
