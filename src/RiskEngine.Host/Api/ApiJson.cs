using System.Text.Json.Serialization;

namespace RiskEngine.Host.Api;

/// <summary>How everything that the API takes and gives is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(EngageRequest))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(CancelAnswer))]
[JsonSerializable(typeof(EngageAnswer))]
[JsonSerializable(typeof(ResetAnswer))]
[JsonSerializable(typeof(KillSwitchView))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(OrdersPage))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(ProblemView))]
internal sealed partial class ApiJson : JsonSerializerContext;
