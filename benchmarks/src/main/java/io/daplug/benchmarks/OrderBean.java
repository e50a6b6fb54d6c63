package io.daplug.benchmarks;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * {@link Order} as the Enhanced Client takes it. Public because it asks for that.
 */
@NullUnmarked
@DynamoDbBean
public class OrderBean {

	private String id;

	private String status;

	private String placedAt;

	private BigDecimal total;

	private String currency;

	private boolean paid;

	private String remark;

	private int priority;

	private long version;

	private String channel;

	private Customer customer;

	private Address shipping;

	private List<Line> lines;

	@DynamoDbPartitionKey
	public String getId() {
		return this.id;
	}

	public void setId(String id) {
		this.id = id;
	}

	public String getStatus() {
		return this.status;
	}

	public void setStatus(String status) {
		this.status = status;
	}

	@DynamoDbAttribute("placed_at")
	public String getPlacedAt() {
		return this.placedAt;
	}

	public void setPlacedAt(String placedAt) {
		this.placedAt = placedAt;
	}

	public BigDecimal getTotal() {
		return this.total;
	}

	public void setTotal(BigDecimal total) {
		this.total = total;
	}

	public String getCurrency() {
		return this.currency;
	}

	public void setCurrency(String currency) {
		this.currency = currency;
	}

	public boolean isPaid() {
		return this.paid;
	}

	public void setPaid(boolean paid) {
		this.paid = paid;
	}

	public String getRemark() {
		return this.remark;
	}

	public void setRemark(String remark) {
		this.remark = remark;
	}

	public int getPriority() {
		return this.priority;
	}

	public void setPriority(int priority) {
		this.priority = priority;
	}

	public long getVersion() {
		return this.version;
	}

	public void setVersion(long version) {
		this.version = version;
	}

	public String getChannel() {
		return this.channel;
	}

	public void setChannel(String channel) {
		this.channel = channel;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public void setCustomer(Customer customer) {
		this.customer = customer;
	}

	public Address getShipping() {
		return this.shipping;
	}

	public void setShipping(Address shipping) {
		this.shipping = shipping;
	}

	public List<Line> getLines() {
		return this.lines;
	}

	public void setLines(List<Line> lines) {
		this.lines = lines;
	}

	/**
	 * {@link Order.Customer} as a bean.
	 */
	@NullUnmarked
	@DynamoDbBean
	public static class Customer {

		private String customerId;

		private String name;

		private String email;

		private String phone;

		private boolean vip;

		private int points;

		@DynamoDbAttribute("customer_id")
		public String getCustomerId() {
			return this.customerId;
		}

		public void setCustomerId(String customerId) {
			this.customerId = customerId;
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public String getEmail() {
			return this.email;
		}

		public void setEmail(String email) {
			this.email = email;
		}

		public String getPhone() {
			return this.phone;
		}

		public void setPhone(String phone) {
			this.phone = phone;
		}

		public boolean isVip() {
			return this.vip;
		}

		public void setVip(boolean vip) {
			this.vip = vip;
		}

		public int getPoints() {
			return this.points;
		}

		public void setPoints(int points) {
			this.points = points;
		}

	}

	/**
	 * {@link Order.Address} as a bean.
	 */
	@NullUnmarked
	@DynamoDbBean
	public static class Address {

		private String street;

		private String city;

		private String postcode;

		private String country;

		public String getStreet() {
			return this.street;
		}

		public void setStreet(String street) {
			this.street = street;
		}

		public String getCity() {
			return this.city;
		}

		public void setCity(String city) {
			this.city = city;
		}

		public String getPostcode() {
			return this.postcode;
		}

		public void setPostcode(String postcode) {
			this.postcode = postcode;
		}

		public String getCountry() {
			return this.country;
		}

		public void setCountry(String country) {
			this.country = country;
		}

	}

	/**
	 * {@link Order.Line} as a bean.
	 */
	@NullUnmarked
	@DynamoDbBean
	public static class Line {

		private String sku;

		private String title;

		private int quantity;

		private Price price;

		public String getSku() {
			return this.sku;
		}

		public void setSku(String sku) {
			this.sku = sku;
		}

		public String getTitle() {
			return this.title;
		}

		public void setTitle(String title) {
			this.title = title;
		}

		public int getQuantity() {
			return this.quantity;
		}

		public void setQuantity(int quantity) {
			this.quantity = quantity;
		}

		public Price getPrice() {
			return this.price;
		}

		public void setPrice(Price price) {
			this.price = price;
		}

	}

	/**
	 * {@link Order.Price} as a bean.
	 */
	@NullUnmarked
	@DynamoDbBean
	public static class Price {

		private BigDecimal amount;

		private String currency;

		public BigDecimal getAmount() {
			return this.amount;
		}

		public void setAmount(BigDecimal amount) {
			this.amount = amount;
		}

		public String getCurrency() {
			return this.currency;
		}

		public void setCurrency(String currency) {
			this.currency = currency;
		}

	}

}
