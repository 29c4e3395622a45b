using System.Text.Json.Serialization;

namespace RiskEngine.Host.CommandLine;

/// <summary>What a command with <c>--json</c> prints where it has no answer: a program reads one form, whatever happens.</summary>
/// <param name="Session">The session that it is about; null: the whole command.</param>
/// <param name="Error">What went wrong, in one line for people.</param>
/// <param name="ExitCode">What the command ends with.</param>
internal sealed record ErrorLine(string? Session, string Error, int ExitCode);

/// <summary>Writes <see cref="ErrorLine"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ErrorLine))]
internal sealed partial class ErrorJson : JsonSerializerContext;
