"""What pages are made of: state, maps, panels and frame. Knows streamlit and folium; takes its records from geodata."""
