package io.daplug.tenant;

import java.util.Locale;

import io.daplug.text.UnicodeText;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How tenants share a table: what tells a call's tenant, and how the tenant comes before
 * the hash keys of the table and of its indexes. No two tenants have the same keys, and
 * no tenant's keys begin with those of another: in the id of a tenant, a percent sign and
 * the first character of the text behind it are written as {@code %} and two hexadecimal
 * digits of UTF-8.
 */
public final class TenantDefinition {

	private static final String PLACE = "{tenant}";

	/** What the text behind a tenant can begin with. */
	private static final String SEPARATORS = "#|:;,/!$&*+=?@^~._-";

	/** A hash key has 2048 bytes, and something must be left of it. */
	private static final int MOST_CHARACTERS = 256;

	private final TenantResolver resolver;

	private final String prefix;

	/** What is before the tenant. */
	private final String head;

	/** What is behind the tenant: at least one character, which ends its id. */
	private final String tail;

	/** The first character of the tail, as it is written within an id. */
	private final String escaped;

	private TenantDefinition(TenantResolver resolver, String prefix) {
		Assert.notNull(resolver, "'resolver' of a tenant must not be null");
		Assert.hasText(prefix, "'prefix' of a tenant must not be empty");
		int place = prefix.indexOf(PLACE);
		Assert.isTrue(place >= 0 && prefix.indexOf('{', place + 1) < 0 && prefix.indexOf('{') == place,
				() -> "'prefix' of a tenant must have {tenant} once and no other brace, such as T#{tenant}#, but is '%s'"
					.formatted(prefix));
		this.resolver = resolver;
		this.prefix = prefix;
		this.head = prefix.substring(0, place);
		this.tail = prefix.substring(place + PLACE.length());
		Assert.isTrue(!this.tail.isEmpty() && SEPARATORS.indexOf(this.tail.charAt(0)) >= 0,
				() -> "'prefix' of a tenant must have text behind {tenant} that begins with one of %s, such as T#{tenant}#, or nothing tells where a tenant ends, but is '%s'"
					.formatted(SEPARATORS, prefix));
		this.escaped = "%" + String.format(Locale.ROOT, "%02X", (int) this.tail.charAt(0));
	}

	/**
	 * Creates a definition.
	 * @param resolver tells the tenant of a call
	 * @param prefix what comes before the hash keys of a tenant's items, with
	 * <code>{tenant}</code> for the tenant and text behind it: such as
	 * <code>T#{tenant}#</code>
	 * @return the definition
	 * @throws IllegalArgumentException if the prefix has no tenant, or no text behind it
	 */
	public static TenantDefinition of(TenantResolver resolver, String prefix) {
		return new TenantDefinition(resolver, prefix);
	}

	/**
	 * Returns the form of the prefixes.
	 * @return the prefix, with <code>{tenant}</code> for the tenant
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Returns the tenant of this thread.
	 * @param table the logical name of the table that is called
	 * @return that of the {@link TenantScope}, else that which the resolver knows
	 * @throws MissingTenantException if there is none
	 */
	public String current(String table) {
		String scoped = TenantScope.current();
		String tenant = (scoped != null) ? scoped : this.resolver.currentTenant();
		if (tenant == null || tenant.isBlank()) {
			throw new MissingTenantException(table);
		}
		return tenant;
	}

	/**
	 * Returns what comes before the hash keys of a tenant's items.
	 * @param tenant the tenant's id
	 * @return the prefix
	 * @throws InvalidTenantException if the id cannot be a part of a key
	 */
	public String prefix(String tenant) {
		Assert.notNull(tenant, "'tenant' must not be null");
		if (tenant.isBlank()) {
			throw new InvalidTenantException("must not be blank");
		}
		if (tenant.length() > MOST_CHARACTERS) {
			throw new InvalidTenantException(
					"has %d characters, and %d are allowed".formatted(tenant.length(), MOST_CHARACTERS));
		}
		if (!UnicodeText.isWellFormed(tenant)) {
			throw new InvalidTenantException(UnicodeText.PROBLEM);
		}
		return this.head + tenant.replace("%", "%25").replace(this.tail.substring(0, 1), this.escaped) + this.tail;
	}

	/**
	 * Returns the tenant that a stored key begins with.
	 * @param storedKey a hash key as it is stored
	 * @return the tenant's id; null if the key is none of a tenant's
	 */
	public @Nullable String tenantOf(String storedKey) {
		if (!storedKey.startsWith(this.head)) {
			return null;
		}
		int end = storedKey.indexOf(this.tail.charAt(0), this.head.length());
		if (end <= this.head.length() || !storedKey.startsWith(this.tail, end)) {
			return null;
		}
		String tenant = storedKey.substring(this.head.length(), end)
			.replace(this.escaped, this.tail.substring(0, 1))
			.replace("%25", "%");
		// What a tenant's prefix is not made of was written by somebody else.
		return (!tenant.isBlank() && storedKey.startsWith(unchecked(tenant))) ? tenant : null;
	}

	private String unchecked(String tenant) {
		return (tenant.length() <= MOST_CHARACTERS && UnicodeText.isWellFormed(tenant)) ? prefix(tenant) : "\0";
	}

	/**
	 * Says whether a key that a caller gives names a tenant, as stored keys do. Only
	 * prefixes that begin with a text of their own can tell.
	 * @param key a hash key as a caller gives it
	 * @return whether the caller took a stored key for one without its tenant
	 */
	public boolean isNamedIn(String key) {
		return !this.head.isEmpty() && tenantOf(key) != null;
	}

	@Override
	public String toString() {
		return "TenantDefinition[%s]".formatted(this.prefix);
	}

}
