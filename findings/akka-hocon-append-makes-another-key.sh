#!/usr/bin/env bash
# Akka 1.5.74 (NuGet), its HOCON parser: "+=" appends to nothing, and says nothing.
#
# One would guess: "+=" appends to a list, as in the description of HOCON; or it is an error where it is not known.
# What happens: it sets a second key whose name ends in a blank and a plus sign, and the list stays as it was.
# It hurts who appends a session to the list of those that a kill switch cancels: it is not in the list, and no check
# of the text complains.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Akka" Version="[1.5.74]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using Akka.Configuration;
using Akka.Configuration.Hocon;

Tell("sessions = [a]\nsessions = [a, b]");
Tell("sessions = [a]\nsessions += b");

static void Tell(string text)
{
    var config = ConfigurationFactory.ParseString(text);
    var keys = config.Root.GetObject().Items.Keys.Select(key => $"[{key}]");
    Console.WriteLine($"{text.ReplaceLineEndings("; ")} -> keys {string.Join(' ', keys)}; sessions {string.Join(',', config.GetStringList("sessions"))}");
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='sessions = [a]; sessions = [a, b] -> keys [sessions]; sessions a,b
sessions = [a]; sessions += b -> keys [sessions] [sessions +]; sessions a'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
