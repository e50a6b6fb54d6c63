package io.daplug.tenant;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TenantDefinition}.
 */
class TenantDefinitionTests {

	/** Ids that could run into each other if nothing kept them apart. */
	private static final List<String> IDS = List.of("a", "a#", "a#b", "a#b#", "#", "##", "%", "%23", "a%23b", "%2523",
			"a%", "%25", "T#a", "T#a#", "T#", "A", "a ", " a", "ä", "\uD83D\uDE00", "a/b", "0", "\u0000", "a\nb");

	private final TenantDefinition definition = TenantDefinition.of(() -> null, "T#{tenant}#");

	@Test
	void putsTheTenantBeforeKeys() {
		assertThat(this.definition.prefix("a")).isEqualTo("T#a#");
		assertThat(this.definition.prefix("a#b")).isEqualTo("T#a%23b#");
		assertThat(this.definition.prefix("50%")).isEqualTo("T#50%25#");
	}

	@ParameterizedTest
	@ValueSource(strings = { "T#{tenant}#", "{tenant}#", "T#{tenant}#order#", "{tenant}/", "T{tenant}-x" })
	void keepsTheKeysOfTenantsApartWhateverTheirIdsAre(String prefix) {
		TenantDefinition definition = TenantDefinition.of(() -> null, prefix);
		for (String id : IDS) {
			assertThat(definition.tenantOf(definition.prefix(id) + "x")).as("%s of %s", prefix, id).isEqualTo(id);
			for (String other : IDS) {
				assertThat(definition.prefix(other).startsWith(definition.prefix(id))).as("%s and %s", id, other)
					.isEqualTo(id.equals(other));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "T", "T#", "T##x", "T#a", "t#a#x", "x#a#", "T# #x", "T#a%2#b", "T#%#x", "T#%24#x" })
	void knowsKeysThatAreNoTenants(String key) {
		assertThat(this.definition.tenantOf(key)).isNull();
	}

	@Test
	void tellsStoredKeysFromOthersIfItsPrefixBeginsWithText() {
		assertThat(this.definition.isNamedIn("T#b#1")).isTrue();
		assertThat(this.definition.isNamedIn("b#1")).isFalse();
		assertThat(TenantDefinition.of(() -> null, "{tenant}#").isNamedIn("b#1")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\uD800", "a\uDC00b" })
	void refusesIdsThatCannotBePartOfKeys(String id) {
		assertThatExceptionOfType(InvalidTenantException.class).isThrownBy(() -> this.definition.prefix(id));
	}

	@Test
	void refusesIdsThatLeaveNoRoomInKeys() {
		assertThat(this.definition.prefix("x".repeat(256))).hasSize(259);
		assertThatExceptionOfType(InvalidTenantException.class)
			.isThrownBy(() -> this.definition.prefix("x".repeat(257)))
			.withMessageContaining("256");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "T#", "T#{tenant}", "T#{tenant}%", "T#{tenant}a", "T#{tenant}2",
			"T#{tenant}#{id}", "{tenant}#{tenant}#", "T#{Tenant}#", "{x}{tenant}#", "T#{tenant}ä" })
	void refusesPrefixesThatDoNotTellWhereATenantEnds(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> TenantDefinition.of(() -> null, prefix))
			.withMessageContaining("'prefix' of a tenant must");
	}

	@Test
	void asksTheResolverUnlessAScopeSaysWhoItIs() throws Exception {
		TenantDefinition resolved = TenantDefinition.of(() -> "a", "{tenant}#");
		assertThat(resolved.current("orders")).isEqualTo("a");
		assertThat(TenantScope.get("b", () -> resolved.current("orders"))).isEqualTo("b");
		assertThat(TenantScope.call("b",
				() -> TenantScope.get("c", () -> resolved.current("orders")) + resolved.current("orders")))
			.isEqualTo("cb");
		assertThat(resolved.current("orders")).isEqualTo("a");
		assertThat(TenantScope.current()).isNull();
	}

	@Test
	void endsAScopeThatFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> TenantScope.run("b", () -> {
			throw new IllegalArgumentException();
		}));
		assertThat(TenantScope.current()).isNull();
	}

	@Test
	void failsWithoutATenant() {
		for (TenantResolver none : List.<TenantResolver>of(() -> null, () -> "", () -> " ")) {
			assertThatExceptionOfType(MissingTenantException.class)
				.isThrownBy(() -> TenantDefinition.of(none, "{tenant}#").current("orders"))
				.withMessageContaining("'orders'")
				.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
		}
	}

}
