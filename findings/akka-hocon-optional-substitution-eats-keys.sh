#!/usr/bin/env bash
# Akka 1.5.74 (NuGet), its HOCON parser: an optional substitution makes the keys behind it vanish.
#
# One would guess: "a = ${?y}" gives a the value of y, or leaves a out when there is no y, and touches nothing else.
# What happens: a is no value but the section around it, and every key that follows in that section is gone, with no
# error. A read of such a key gives the default of the reader. The substitution without the question mark works.
# It hurts who lets the environment override a setting in the usual way, "limit = 5" and then "limit = ${?LIMIT}":
# neither limit nor what stands below it is set.
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

Tell("y = 1\na = ${y}\nmax-orders = 10");
Tell("y = 1\na = ${?y}\nmax-orders = 10");

static void Tell(string text)
{
    var config = ConfigurationFactory.ParseString(text);
    var keys = config.Root.GetObject().Items.Keys.Select(key => $"[{key}]");
    Console.WriteLine($"{text.ReplaceLineEndings("; ")} -> keys {string.Join(' ', keys)}; max-orders {config.GetInt("max-orders", -1)}, a is a section: {config.GetValue("a").IsObject()}");
}
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='y = 1; a = ${y}; max-orders = 10 -> keys [y] [a] [max-orders]; max-orders 10, a is a section: False
y = 1; a = ${?y}; max-orders = 10 -> keys [y] [a]; max-orders -1, a is a section: True'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
